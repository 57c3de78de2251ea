/**
 * 256 common English words of four to eight letters, none beginning with another, any two differing in at least two letters.
 * Own selection.
 */
export const ENGLISH_WORDS: readonly string[] = `
  acorn airport almond ancient ankle apple apron attic autumn badger baker balcony balloon bamboo banana
  bank barn barrel basket bean bicycle biscuit black blanket bracelet brave bread brick brother brush
  bucket butter button cabbage cactus camel camera canal cashew castle cedar cellar cement cheese cherry
  chess clever clock close cloud coffee compass copper cousin crab cream cricket crystal curry curtain
  curved daisy dance desert district doctor doll dolphin door drink drive drum duck eagle elbow envelope
  eraser evening falcon farmer feather field fire floor flute forest fork friend frog garden garland
  garlic gather ginger giraffe glove goat gold green grill guitar hammer head helmet hippo honest honey
  horse hotel humble island jacket jasmine kettle kitchen kite knife ladder lamp lantern laugh leaf
  learn lemon letter library lion listen little lizard lotus magnet mango marble market meadow melon
  milk mint mirror monkey moth mountain mouse muffin museum music nail neck notebook nurse ocean olive
  onion orange orchid otter oven oyster paddle papaya paper parrot pasta peach pebble pencil phone
  picture pigeon pillow plant plate polish pond pretty pumpkin puppet purple puzzle quiet rabbit radio
  ribbon rice ring room rope round rubber sailor salmon scarf school season shadow shark shelf shop
  shrimp sickle silver slice smoke snake snow sock sofa soil soup spider spoon squirrel stadium stamp
  star station stone storm sugar summer sweet syrup table taste temple thick thunder tidy tiger tofu
  tomorrow tongue tooth torch towel town travel tree trumpet tulip umbrella uncle valley velvet village
  violet waffle wagon wall walnut wander wind winter yellow zebra
`
  .trim()
  .split(/\s+/);
