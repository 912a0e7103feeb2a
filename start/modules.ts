/*
 * The modules, lowest first. A module that is not in this list does not exist.
 */
import '#core/http/routes'
import '../app/identity/routes.ts'
import '../app/tokens/routes.ts'
import '../app/taxonomy/routes.ts'
import '../app/taxonomy/web_routes.ts'
import '../app/files/routes.ts'
import '../app/assets/routes.ts'
import '../app/assets/web_routes.ts'
import '../app/collections/routes.ts'
import '../app/collections/web_routes.ts'
import '../app/delivery/routes.ts'
import '../app/admin/routes.ts'
