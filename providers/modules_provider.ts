import type { ApplicationService } from '@adonisjs/core/types'
import { recogniseBearers } from '#identity'
import { findToken } from '#tokens'

/** Wires the modules: which jobs there are, and who fills the slots that lower modules offer. */
export default class ModulesProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    recogniseBearers(findToken)
  }
}
