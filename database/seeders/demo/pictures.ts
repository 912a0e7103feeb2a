/**
 * The pictures of the demo. They come from npm packages of the Stdlib authors, who publish digital
 * images of the Getty's Open Content Program: the images carry no restriction, the data is CC0 1.0.
 */
export const ORIGIN = 'Digital image courtesy of the Getty’s Open Content Program'
export const LICENCE_PAGE = 'https://www.getty.edu/projects/open-content-program/'

export type DemoPicture = { package: string; name: string; title: string; description: string; altText: string; keywords: string[] }

export const PICTURES: DemoPicture[] = [
  {
    package: 'acanthus-mollis',
    name: 'Acanthus mollis',
    title: 'Acanthus mollis, Karl Blossfeldt, 1928',
    description: 'The flowering stem of a bear’s breech, enlarged, from Blossfeldt’s plant studies.',
    altText: 'Flowering stem of a bear’s breech with spiny bracts against a pale ground',
    keywords: ['plant', 'botany', 'study', 'Blossfeldt'],
  },
  {
    package: 'airplane-from-above',
    name: 'Airplane from above',
    title: 'A biplane over trench lines, 1929 print',
    description: 'A biplane with roundels on its wings, seen from an aircraft above it.',
    altText: 'Biplane from directly above, roundels on both wings, clouds and fields below',
    keywords: ['aviation', 'aerial'],
  },
  {
    package: 'allium-oreophilum',
    name: 'Allium oreophilum',
    title: 'Allium oreophilum, Karl Blossfeldt, 1928',
    description: 'The flower head of a pink lily leek, enlarged.',
    altText: 'Opening flower head of an ornamental onion against a pale ground',
    keywords: ['plant', 'botany', 'study', 'Blossfeldt'],
  },
  {
    package: 'black-canyon',
    name: 'Black Canyon',
    title: 'Black Canyon, Timothy O’Sullivan, 1871',
    description: 'The Colorado River between the walls of Black Canyon, a survey boat at the bank.',
    altText: 'Still river between dark canyon walls, a boat with a mast on the stony bank',
    keywords: ['landscape', 'river', 'survey', 'O’Sullivan'],
  },
  {
    package: 'dust-bowl-home',
    name: 'Dust Bowl home',
    title: 'Abandoned Dust Bowl home, Dorothea Lange, 1940',
    description: 'A deserted wooden house on drifted soil under a wide sky.',
    altText: 'Small abandoned wooden house alone on a bare plain under clouds',
    keywords: ['documentary', 'architecture', 'Lange'],
  },
  {
    package: 'french-alpine-landscape',
    name: 'Alpine landscape',
    title: 'Alpine landscape, Adolphe Braun, about 1870',
    description: 'Dark firs before a chain of snow-covered peaks in the Alps.',
    altText: 'Firs in front of snow-covered mountains',
    keywords: ['landscape', 'mountain', 'snow', 'Braun'],
  },
  {
    package: 'locomotion-house-cat',
    name: 'House cat in motion',
    title: 'Animal locomotion: a house cat',
    description: 'Twenty-four moments of a cat that trots and then runs.',
    altText: 'Four rows of six photographs of a running cat',
    keywords: ['animal', 'motion', 'study'],
  },
  {
    package: 'march-pastoral',
    name: 'A March pastoral',
    title: 'A March pastoral, Peter Henry Emerson, 1888',
    description: 'Ewes and lambs at rest and grazing in rough pasture.',
    altText: 'Sheep and a lamb in a rough meadow, more sheep behind',
    keywords: ['landscape', 'animal', 'spring', 'Emerson'],
  },
  {
    package: 'nagasaki-boats',
    name: 'Boats at Nagasaki',
    title: 'Boats at Nagasaki, Felice Beato, about 1865',
    description: 'Boats on the river at Nagasaki, houses and hills behind.',
    altText: 'Wooden boats on a calm river before houses and a hill',
    keywords: ['harbour', 'boat', 'travel', 'Beato'],
  },
]
