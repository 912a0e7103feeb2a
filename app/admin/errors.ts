import { Problem } from '#core/http/index'

export class ArchiveDamaged extends Problem {
  constructor(file: string, what: string, cause?: unknown) {
    super({
      status: 422,
      code: 'archive_damaged',
      title: 'The backup cannot be used',
      detail: `"${file}" is damaged or no backup of Damson: ${what} Nothing was changed. Use another copy of it, or an older backup.`,
      cause,
    })
  }
}

export class ArchiveOfAnotherRelease extends Problem {
  constructor(file: string, missing: string[], unknown: string[]) {
    const here = missing.length > 0 ? `It lacks ${missing.length} migrations of this release, such as ${missing[0]}.` : ''
    const there = unknown.length > 0 ? `It has ${unknown.length} migrations that this release does not know, such as ${unknown[0]}.` : ''
    super({
      status: 409,
      code: 'archive_of_another_release',
      title: 'The backup is of another release',
      detail: `"${file}" was made by another release of Damson. ${[here, there].filter(Boolean).join(' ')} Nothing was changed. Restore it with the release that made it, then upgrade.`,
    })
  }
}

export class InstallationNotEmpty extends Problem {
  constructor({ users, assets, blobs }: { users: number; assets: number; blobs: number }) {
    super({
      status: 409,
      code: 'installation_not_empty',
      title: 'There is something here already',
      detail: `This installation holds ${users} people, ${assets} assets and ${blobs} files, and a backup is only restored into an empty one. Nothing was changed. Point DATA_DIR or the database at a new place, then restore again.`,
    })
  }
}

export class BackupTargetUnusable extends Problem {
  constructor(file: string, why: string) {
    super({
      status: 409,
      code: 'backup_target_unusable',
      title: 'The backup cannot be written',
      detail: `"${file}" cannot be written: ${why}`,
    })
  }
}
