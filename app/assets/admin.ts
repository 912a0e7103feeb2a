import { activities } from './back_office/activities.ts'
import { operations } from './back_office/operations.ts'
import { tags } from './back_office/tags.ts'

export const assetsOffice = [activities, operations, tags]
