import type { VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'

export type JsonSchema = Record<string, unknown>
type Validator = VineValidator<SchemaTypes, Record<string, unknown> | undefined>

/** One route of the REST API, described where it is made. */
export type ApiRoute = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options'
  /** With parameters in braces: `/assets/{id}`, without `/api/v1`. */
  path: string
  operationId: string
  summary: string
  description?: string
  tags: string[]
  /** What may stand in the query; several where a route takes what another does and more. */
  query?: Validator | Validator[]
  /** A validator for JSON, or the content by media type where it is something else. */
  requestBody?: Validator | { content: Record<string, { schema: JsonSchema }> }
  headers?: { name: string; description: string; required?: boolean }[]
  responses: Record<number, ApiResponse>
  /** Routes that need nobody signed in. */
  open?: boolean
}

export type ApiResponse = {
  description: string
  schema?: JsonSchema
  content?: Record<string, { schema: JsonSchema }>
  headers?: Record<string, string>
}

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** The common shape of lists. */
export const listOf = (name: string): JsonSchema => ({
  type: 'object',
  required: ['data', 'meta'],
  properties: { data: { type: 'array', items: ref(name) }, meta: ref('ListMeta') },
})

const routes: ApiRoute[] = []
const schemas: Record<string, JsonSchema> = {
  ListMeta: {
    type: 'object',
    required: ['total', 'totalIsCapped', 'next'],
    properties: {
      total: { type: ['integer', 'null'], description: 'How many match; null where it is not counted.' },
      totalIsCapped: {
        type: 'boolean',
        description: 'True where there are more than `total`, which then is the number up to which they were counted.',
      },
      next: { type: ['string', 'null'], description: 'The `cursor` of the next page; null on the last.' },
      search: {
        const: 'fallback',
        description:
          'Only where assets are searched for words and the search engine of this installation does not answer: the database searched in its stead, and may rank, and forgive slips, otherwise.',
      },
      takenFor: {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'string' } },
        description:
          'Only where assets are searched for words that nothing has: the words, one slip of the pen away, that were searched for in their stead.',
      },
    },
  },
  Problem: {
    type: 'object',
    description: 'What went wrong (RFC 9457). `code` is stable; `detail` says what was attempted and what to do next.',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      detail: { type: 'string' },
      instance: { type: 'string', description: 'The id under which the log names this request.' },
      errors: {
        type: 'array',
        items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } },
      },
    },
  },
}

/** Adds what a module offers to the document. */
export function describeApi(given: { routes: ApiRoute[]; schemas?: Record<string, JsonSchema> }) {
  routes.push(...given.routes)
  Object.assign(schemas, given.schemas)
}

export function describedRoutes(): readonly ApiRoute[] {
  return routes
}

/** The whole API as an OpenAPI 3.1 document. */
export function openapiDocument(server: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Damson',
      version: '1',
      description:
        'The REST API of this Damson installation. Lists are paged by `limit` and `cursor`; errors are `application/problem+json`; times are ISO 8601 in UTC; sizes are bytes.',
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ apiToken: [] }, { login: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        apiToken: { type: 'http', scheme: 'bearer', description: 'An API token, made under Account or with `node ace token:create`.' },
        login: {
          type: 'apiKey',
          in: 'cookie',
          name: 'damson',
          description: 'The login of a browser; changes also need the header X-CSRF-Token.',
        },
      },
    },
  }
}

function operation(route: ApiRoute) {
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: route.tags,
    ...(route.open ? { security: [] } : {}),
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.requestBody ? { requestBody: { required: true, content: bodyContent(route.requestBody) } } : {}),
    responses: { ...Object.fromEntries(Object.entries(route.responses).map(([status, one]) => [status, response(one)])), default: PROBLEM },
  }
}

const PROBLEM = { description: 'A problem', content: { 'application/problem+json': { schema: ref('Problem') } } }

function response({ description, schema, content, headers }: ApiResponse) {
  return {
    description,
    ...(schema ? { content: { 'application/json': { schema } } } : {}),
    ...(content ? { content } : {}),
    ...(headers
      ? {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }])
          ),
        }
      : {}),
  }
}

function pathParameters(route: ApiRoute) {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function queryParameters(route: ApiRoute) {
  return [route.query ?? []].flat().flatMap((validator) => {
    const schema = clean(validator.toJSONSchema() as JsonSchema) as { properties?: Record<string, JsonSchema>; required?: string[] }
    return Object.entries(schema.properties ?? {}).map(([name, one]) => ({
      name,
      in: 'query',
      required: schema.required?.includes(name) ?? false,
      schema: one,
    }))
  })
}

function headerParameters(route: ApiRoute) {
  return (route.headers ?? []).map(({ name, description, required }) => ({
    name,
    in: 'header',
    description,
    required: required ?? false,
    schema: { type: 'string' },
  }))
}

function bodyContent(body: NonNullable<ApiRoute['requestBody']>) {
  if ('content' in body) return body.content
  return { 'application/json': { schema: clean((body as Validator).toJSONSchema() as JsonSchema) } }
}

/** Takes out the dialect that each validator names; the document has one of its own. */
function clean(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'))
}
