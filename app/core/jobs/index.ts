export { Job, PRIORITY, type JobClass, type JobContext } from './job.ts'
export { Jobs, QUEUES } from './jobs.ts'
export { DatabaseJobDriver } from './database_driver.ts'
export { BullJobDriver } from './bull_driver.ts'
