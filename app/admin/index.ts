export { DeadLetter } from './models/dead_letter.ts'
