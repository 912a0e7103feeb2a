export { recordActivity, recordActivities, SYSTEM, type Actor } from './activity.ts'
