import { ListLoader, type BaseCommand } from '@adonisjs/core/ace'
import type { CommandMetaData } from '@adonisjs/core/types/ace'
import AssetsImport from './assets_import.ts'
import SearchCheck from './search_check.ts'
import SearchRebuild from './search_rebuild.ts'

const loader = new ListLoader<typeof BaseCommand>([AssetsImport, SearchCheck, SearchRebuild])

export const getMetaData = () => loader.getMetaData()
export const getCommand = (metaData: CommandMetaData) => loader.getCommand(metaData)
