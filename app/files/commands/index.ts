import { ListLoader, type BaseCommand } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'
import StorageCheck from './storage_check.ts'

const loader = new ListLoader<typeof BaseCommand>([StorageCheck])

export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: CommandMetaData) => loader.getCommand(metaData)
