export { readCursor, writeCursor, type Cursor } from './cursor.ts'
export { Problem, NotFound, Forbidden } from './problem.ts'
export { describeApi, describedRoutes, listOf, ref, type ApiRoute, type JsonSchema } from './openapi.ts'
