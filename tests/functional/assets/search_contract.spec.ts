import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { searchContract } from '@damson/sdk/testing'
import { inTransaction, newId } from '#core/database/index'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'
import { SqlSearch } from '#tests/support/sql_search'

/** FULLTEXT weighs no column more than another. */
const NOT_BY_MYSQL = ['puts a name before a text']

test.group('The database keeps the contract of search engines', (group) => {
  let like: ConstructorParameters<typeof SqlSearch>[0]
  let brands: string[]

  group.setup(async () => {
    const program = await Program.of({ role: 'dam-write' })
    await program.upload(await picture({ width: 60, height: 60 }), 'one.jpg')
    await workUntilIdle()
    like = { asset: await db.from('assets').first(), blob: await db.from('blobs').first() }
    brands = [(await makeBrand('One')).id, (await makeBrand('Another')).id]
  })

  const make = async () => {
    const engine = new SqlSearch(like)
    const rows = (await db.from('assets').select('id')) as { id: string }[]
    await engine.remove(rows.map(({ id }) => id))
    await inTransaction((trx) => trx.from('search_documents').delete())
    return { engine, brands, ids: Array.from({ length: 6 }, () => newId()) }
  }

  for (const { title, run } of searchContract(make, { isPartOfDatabase: true })) {
    test(title, run).skip(NOT_BY_MYSQL.includes(title) && process.env.DB_CONNECTION === 'mysql', 'MySQL ranks plainly')
  }
})
