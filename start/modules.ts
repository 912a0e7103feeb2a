/*
 * The modules, lowest first. A module that is not in this list does not exist.
 */
import '#core/http/routes'
import '../app/identity/routes.ts'
