export { Problem, NotFound, Forbidden, type FieldError } from './problem.ts'
