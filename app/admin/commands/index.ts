import { ListLoader, type BaseCommand } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'
import Backup from './backup.ts'
import Doctor from './doctor.ts'
import Restore from './restore.ts'

const loader = new ListLoader<typeof BaseCommand>([Backup, Doctor, Restore])

export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: CommandMetaData) => loader.getCommand(metaData)
