export { Problem, NotFound, Forbidden, type FieldError } from './problem.ts'
export { describeApi, describedRoutes, listOf, ref, type ApiRoute, type JsonSchema } from './openapi.ts'
