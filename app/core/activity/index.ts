export { recordActivity, recordActivities, SYSTEM, type Actor, type NewActivity } from './activity.ts'
