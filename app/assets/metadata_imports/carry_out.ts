import { inject } from '@adonisjs/core'
import { inTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { Operation } from '../models/operation.ts'
import { StartOperation } from '../operations/start_operation.ts'
import { ImportStarted } from './errors.ts'
import type { MetadataImport } from './metadata_import.ts'

/** Begins to do what a checked table says, once. */
@inject()
export class CarryOutImport {
  constructor(private startOperation: StartOperation) {}

  async handle(visitor: Visitor, found: MetadataImport): Promise<Operation> {
    await inTransaction(async (trx) => {
      const taken = await trx.from('metadata_imports').where('id', found.id).whereNull('operation_id').update({ operation_id: 'starting' })
      if (Number(taken) !== 1) throw new ImportStarted()
    })
    let operation: Operation | null = null
    try {
      operation = await this.startOperation.handle(visitor, 'importMetadata', { rowsOf: found.id }, found.id)
      return operation
    } finally {
      const id = operation?.id ?? null
      await inTransaction((trx) => trx.from('metadata_imports').where('id', found.id).update({ operation_id: id }))
    }
  }
}
