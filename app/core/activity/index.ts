export { recordActivity, recordActivities, SYSTEM, type Actor, type NewActivity, type Via } from './activity.ts'
