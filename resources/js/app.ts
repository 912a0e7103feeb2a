import { startKeys } from './core/keys.ts'
import { tellUnplayable } from './core/media.ts'
import { closeDropMenus } from './core/popups.ts'
import { chooseThemes } from './core/theme.ts'
import { startActions } from './library/actions.ts'
import { startBrandMove } from './library/brand_move.ts'
import { startBulkEdit } from './library/bulk_edit.ts'
import { startCollections } from './library/collections.ts'
import { startRelations } from './library/relations.ts'
import { startColours } from './library/field_boxes.ts'
import { startFilters } from './library/filters.ts'
import { followLinks, searchAsYouType } from './library/follow_links.ts'
import { startFolders } from './library/folders.ts'
import { startGrid } from './library/grid.ts'
import { startInfoForm } from './library/info_form.ts'
import { startLive } from './library/live.ts'
import { startMenu } from './library/menu.ts'
import { followHistory } from './library/navigate.ts'
import { markOpen, openedId } from './library/panel.ts'
import { comeBack } from './library/return.ts'
import { startSelection } from './library/selection.ts'
import { startShortcuts } from './library/shortcuts.ts'
import { startCategoryChoice } from './taxonomy/category_choice.ts'
import { startReadingFiles } from './taxonomy/read_file.ts'
import { startFieldForm } from './taxonomy/field_form.ts'
import { startUploadFields } from './upload/ask_fields.ts'
import { startUploads } from './upload/uploads.ts'
import { startViewer } from './viewer/viewer.ts'

document.documentElement.classList.add('js')
chooseThemes()
closeDropMenus()
startKeys()
startCategoryChoice()
startReadingFiles()
tellUnplayable()
startColours()
startUploadFields()
startFieldForm()

const isLibrary = document.getElementById('library') !== null
const isViewer = document.getElementById('viewer') !== null

if (isLibrary || isViewer) {
  startActions()
  startCollections()
  startRelations()
  startInfoForm()
  startMenu()
  startShortcuts()
  startViewer()
  followHistory()
}
if (isLibrary) {
  startBulkEdit()
  startBrandMove()
  startFilters()
  startFolders()
  startGrid()
  startSelection()
  followLinks()
  searchAsYouType()
  startUploads()
  startLive()
  markOpen(openedId())
  void comeBack()
}
