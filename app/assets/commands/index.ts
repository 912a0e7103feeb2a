import { ListLoader, type BaseCommand } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'
import AssetsImport from './assets_import.ts'

const loader = new ListLoader<typeof BaseCommand>([AssetsImport])

export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: CommandMetaData) => loader.getCommand(metaData)
