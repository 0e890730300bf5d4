/**
 * Queries shoppers type, and what they must find in the demo catalogue with the products below. `first`: the best hit; `has`:
 * among the hits; `not`: not among them; neither `first` nor `has`: no hits.
 */
export interface SearchQuery {
  readonly typed: string;
  readonly first?: string;
  readonly has?: readonly string[];
  readonly not?: readonly string[];
}

/** In other scripts, and with characters that are folded. */
export const moreProducts: readonly {
  readonly sku: string;
  readonly name: string;
  readonly tags?: readonly string[];
}[] = [
  { sku: 'X-LATTE', name: '抹茶ラテ碗', tags: ['茶碗'] },
  { sku: 'X-SENCHA', name: '静岡県産 深蒸し煎茶 100g' },
  { sku: 'X-POSTER', name: 'Poster Hamburger Straße', tags: ['Wandbild'] },
  { sku: 'X-GLOVES', name: 'Men’s Wool Gloves', tags: ['gloves', 'wool'] },
  { sku: 'X-MUG', name: 'Café Crème Mug', tags: ['mug'] },
  { sku: 'X-CAFETIERE', name: 'Cafetière, 8 tasses' },
  { sku: 'X-JALAPENO', name: 'Jalapeño Relish' },
  { sku: 'X-AEBLE', name: 'Æblekage & Smørrebrød' },
  { sku: 'X-LODZ', name: 'Łódź Skyline Print' },
  { sku: 'X-KASE', name: 'Käsemesser aus Solingen' },
  { sku: 'X-SAMOVAR', name: 'Самовар тульский, ёмкость 3 л' },
  { sku: 'X-HANGUL', name: '한국 녹차 세트' },
  { sku: 'X-THAI', name: 'ชาเขียวมัทฉะ' },
  { sku: 'X-GREEK', name: 'Ελληνικός καφές' },
];

export const searchQueries: readonly SearchQuery[] = [
  // Reported by users.
  { typed: 'ラテ', first: 'X-LATTE' },
  { typed: 'strasse', first: 'X-POSTER' },
  { typed: 'mens', first: 'X-GLOVES' },
  { typed: 'teas', has: ['TEA-EGR-TIN', 'TEA-SEN-100'] },
  { typed: 'cofee', has: ['COF-ESP-1KG', 'COF-FLT-250', 'COF-GRD-HND'] },
  { typed: 'knives', has: ['KIT-KNF-CHF', 'KIT-KNF-PAR'] },
  { typed: 'chefs knife', first: 'KIT-KNF-CHF' },
  { typed: 'wireless headphones', first: 'ELE-HPH-OVR' },
  { typed: 'mug', first: 'X-MUG' },
  // Sharp s, ligatures, letters with strokes.
  { typed: 'Straße', first: 'X-POSTER' },
  { typed: 'STRASSE', first: 'X-POSTER' },
  { typed: 'hamburger straße', first: 'X-POSTER' },
  { typed: 'aeblekage', first: 'X-AEBLE' },
  { typed: 'smorrebrod', first: 'X-AEBLE' },
  { typed: 'lodz', first: 'X-LODZ' },
  // Accents.
  { typed: 'cafe creme', first: 'X-MUG' },
  { typed: 'CAFÉ', has: ['X-MUG'] },
  { typed: 'cafetiere', first: 'X-CAFETIERE' },
  { typed: 'jalapeno', first: 'X-JALAPENO' },
  { typed: 'kase', first: 'X-KASE' },
  { typed: 'käsemesser', first: 'X-KASE' },
  { typed: 'емкость', first: 'X-SAMOVAR' },
  { typed: 'самовар', first: 'X-SAMOVAR' },
  { typed: 'ελληνικος', first: 'X-GREEK' },
  { typed: 'καφες', first: 'X-GREEK' },
  // Apostrophes.
  { typed: "men's", first: 'X-GLOVES' },
  { typed: 'men’s gloves', first: 'X-GLOVES' },
  { typed: "chef's knife", first: 'KIT-KNF-CHF' },
  { typed: 'gardeners hand cream', first: 'CAR-HND-CRM' },
  { typed: "gardener's cream", first: 'CAR-HND-CRM' },
  // Plurals and singulars.
  { typed: 'knife', has: ['KIT-KNF-CHF', 'KIT-KNF-PAR'] },
  { typed: 'towels', has: ['CAR-TWL-BTH', 'KIT-TWL-3PK'] },
  { typed: 'towel', has: ['CAR-TWL-BTH', 'KIT-TWL-3PK'] },
  { typed: 'scarves', has: ['CLO-SCF-LMB'] },
  { typed: 'boxes', has: ['OFF-PEN-FNT'] },
  { typed: 'candles', first: 'HOM-CND-BEE' },
  { typed: 'tents', first: 'OUT-TNT-2PX' },
  { typed: 'clocks', first: 'HOM-CLK-WAL' },
  { typed: 'hook', first: 'HOM-HOK-BRS' },
  { typed: 'sock', first: 'CLO-SCK-3PK' },
  { typed: 'notebooks', first: 'OFF-NTB-A5D' },
  { typed: 'batteries', has: ['OUT-LMP-HED'] },
  // Typos.
  { typed: 'expresso', has: ['COF-ESP-1KG', 'COF-MCH-DUO'] },
  { typed: 'haedphones', first: 'ELE-HPH-OVR' },
  { typed: 'headfones', first: 'ELE-HPH-OVR' },
  { typed: 'keybord', first: 'OFF-KEY-MEC' },
  { typed: 'turntabel', first: 'ELE-TRN-TBL' },
  { typed: 'lavendar', first: 'CAR-OIL-LAV' },
  { typed: 'secatuers', first: 'GAR-SEC-BYP' },
  { typed: 'stonware vase', first: 'HOM-VAS-STN' },
  { typed: 'merino sweatr', first: 'CLO-SWT-MER' },
  { typed: 'xqzvbnm' },
  { typed: 'tqa' },
  // Prefixes, skus, synonyms.
  { typed: 'espr', has: ['COF-ESP-1KG', 'COF-MCH-DUO'] },
  { typed: 'kit-pan-26', first: 'KIT-PAN-26' },
  { typed: 'tshirt', first: 'CLO-TEE-HVY' },
  { typed: 't-shirt', first: 'CLO-TEE-HVY' },
  { typed: 'bluetooth', has: ['ELE-HPH-OVR', 'ELE-EAR-BUD', 'ELE-SPK-PRT'] },
  { typed: 'rucksack', first: 'OUT-PCK-28L' },
  { typed: 'flashlight', first: 'OUT-LMP-HED' },
  { typed: 'jumper', first: 'CLO-SWT-MER' },
  // Scripts without spaces, full width, other scripts.
  { typed: '抹茶', first: 'X-LATTE' },
  { typed: '抹茶ラテ', first: 'X-LATTE' },
  { typed: '碗', has: ['X-LATTE'] },
  { typed: '煎茶', first: 'X-SENCHA', not: ['X-LATTE'] },
  { typed: '深蒸し', first: 'X-SENCHA' },
  { typed: '静岡 煎茶', first: 'X-SENCHA' },
  { typed: 'ﾗﾃ', first: 'X-LATTE' },
  { typed: 'ｍｕｇ', first: 'X-MUG' },
  { typed: '녹차', first: 'X-HANGUL' },
  { typed: 'มัทฉะ', first: 'X-THAI' },
  // Ranking.
  { typed: 'tea', has: ['TEA-EGR-TIN', 'TEA-SEN-100', 'KIT-TWL-3PK'] },
  { typed: 'coffee grinder', first: 'COF-GRD-HND' },
  { typed: 'wool', has: ['HOM-BLK-WOL', 'OFF-MAT-WOL', 'X-GLOVES'] },
  { typed: 'stoneware', has: ['HOM-VAS-STN', 'CAR-DIF-STN', 'COF-PRS-1L'] },
  { typed: 'dark sweet blend of brazilian and sumatran beans roasted on mondays', first: 'COF-ESP-1KG' },
  { typed: 'quayside turntable' },
];
