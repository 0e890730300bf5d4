/** The drawing and palette of each product of the demo catalogue, and of each category. */

import type { Palette, PaletteName } from './palette.ts';
import * as books from './products/books.ts';
import * as care from './products/care.ts';
import * as clothing from './products/clothing.ts';
import * as desk from './products/desk.ts';
import * as drinks from './products/drinks.ts';
import * as electronics from './products/electronics.ts';
import * as garden from './products/garden.ts';
import * as home from './products/home.ts';
import * as kitchen from './products/kitchen.ts';
import * as outdoor from './products/outdoor.ts';

export type ProductIllustration = (palette: Palette) => string;
export type Drawing = readonly [motif: ProductIllustration, palette: PaletteName];

export const drawings: Readonly<Record<string, Drawing>> = {
  'COF-ESP-1KG': [drinks.coffeeBag, 'clay'],
  'COF-FLT-250': [drinks.coffeeBag, 'sage'],
  'COF-DCF-250': [drinks.coffeeBag, 'slate'],
  'TEA-EGR-TIN': [drinks.teaTin, 'sky'],
  'TEA-SEN-100': [drinks.teaPouch, 'moss'],
  'COF-GRD-HND': [drinks.grinder, 'honey'],
  'COF-PRS-1L': [drinks.frenchPress, 'plum'],
  'COF-MCH-DUO': [drinks.espressoMachine, 'rose'],
  'KIT-PAN-26': [kitchen.skillet, 'honey'],
  'KIT-POT-5L': [kitchen.casserole, 'sage'],
  'KIT-KNF-CHF': [kitchen.chefKnife, 'slate'],
  'KIT-KNF-PAR': [kitchen.paringKnife, 'moss'],
  'KIT-BRD-OAK': [kitchen.cuttingBoard, 'sky'],
  'KIT-SCL-DIG': [kitchen.scale, 'rose'],
  'KIT-TWL-3PK': [kitchen.towels, 'clay'],
  'KIT-SPN-BCH': [kitchen.spoon, 'plum'],
  'HOM-LMP-DSK': [home.lamp, 'slate'],
  'HOM-CND-BEE': [home.candle, 'plum'],
  'HOM-BLK-WOL': [home.throwBlanket, 'rose'],
  'HOM-CSH-LIN': [home.cushion, 'sky'],
  'HOM-VAS-STN': [home.vase, 'clay'],
  'HOM-CLK-WAL': [home.wallClock, 'sage'],
  'HOM-HOK-BRS': [home.hooks, 'moss'],
  'HOM-RUG-JUT': [home.rug, 'sage'],
  'OFF-NTB-A5D': [desk.notebook, 'clay'],
  'OFF-PEN-FNT': [desk.fountainPen, 'sky'],
  'OFF-INK-BLU': [desk.inkBottle, 'honey'],
  'OFF-STD-LAP': [desk.laptopStand, 'sage'],
  'OFF-MAT-WOL': [desk.deskMat, 'plum'],
  'OFF-KEY-MEC': [desk.keyboard, 'slate'],
  'OFF-CHR-ERG': [desk.chair, 'moss'],
  'OFF-CLP-BRS': [desk.clips, 'rose'],
  'ELE-HPH-OVR': [electronics.headphones, 'sky'],
  'ELE-EAR-BUD': [electronics.earbuds, 'plum'],
  'ELE-SPK-PRT': [electronics.speaker, 'clay'],
  'ELE-TRN-TBL': [electronics.turntable, 'sage'],
  'ELE-PWR-65W': [electronics.charger, 'slate'],
  'ELE-PWB-20K': [electronics.powerBank, 'moss'],
  'ELE-CBL-USC': [electronics.cable, 'honey'],
  'ELE-ERD-7IN': [electronics.eReader, 'rose'],
  'OUT-PCK-28L': [outdoor.backpack, 'moss'],
  'OUT-TNT-2PX': [outdoor.tent, 'clay'],
  'OUT-SLP-DWN': [outdoor.sleepingBag, 'plum'],
  'OUT-BTL-750': [outdoor.bottle, 'sky'],
  'OUT-LMP-HED': [outdoor.headTorch, 'slate'],
  'OUT-STV-GAS': [outdoor.stove, 'honey'],
  'OUT-DRY-20L': [outdoor.dryBag, 'honey'],
  'OUT-ORG-CUB': [outdoor.cubes, 'sage'],
  'GAR-TRW-STL': [garden.trowel, 'moss'],
  'GAR-SEC-BYP': [garden.secateurs, 'rose'],
  'GAR-CAN-5LT': [garden.wateringCan, 'slate'],
  'GAR-POT-TER': [garden.pots, 'sage'],
  'GAR-SED-HRB': [garden.herbSeeds, 'honey'],
  'GAR-SED-MDW': [garden.meadow, 'sky'],
  'GAR-GLV-LTH': [garden.gloves, 'honey'],
  'GAR-BRD-FDR': [garden.birdFeeder, 'moss'],
  'BOK-CKB-SSN': [books.cookBook, 'clay'],
  'BOK-ATL-SEA': [books.atlas, 'sky'],
  'BOK-NVL-LTH': [books.novel, 'slate'],
  'BOK-KID-OWL': [books.childrensBook, 'plum'],
  'GAM-BRD-HRB': [books.boardGame, 'sage'],
  'GAM-CRD-TRK': [books.cards, 'rose'],
  'GAM-PZL-1KB': [books.jigsaw, 'moss'],
  'GAM-CHS-WAL': [books.chess, 'honey'],
  'CLO-TEE-HVY': [clothing.tShirt, 'sky'],
  'CLO-SWT-MER': [clothing.sweater, 'moss'],
  'CLO-JKT-WAX': [clothing.jacket, 'sage'],
  'CLO-SCK-3PK': [clothing.socks, 'clay'],
  'CLO-BNE-RIB': [clothing.beanie, 'rose'],
  'CLO-SCF-LMB': [clothing.scarf, 'plum'],
  'CLO-BLT-LTH': [clothing.belt, 'slate'],
  'CLO-BAG-TOT': [clothing.tote, 'sage'],
  'CAR-SOP-OLV': [care.soap, 'moss'],
  'CAR-HND-CRM': [care.tube, 'sage'],
  'CAR-SHV-SET': [care.razor, 'slate'],
  'CAR-TWL-BTH': [care.bathTowel, 'sky'],
  'CAR-MAT-YGA': [care.yogaMat, 'plum'],
  'CAR-PIL-BCK': [care.pillow, 'honey'],
  'CAR-DIF-STN': [care.diffuser, 'clay'],
  'CAR-OIL-LAV': [care.oilBottle, 'plum'],
};

/** By category slug. */
export const categoryDrawings: Readonly<Record<string, Drawing>> = {
  'COFFEE-AND-TEA': [drinks.frenchPress, 'clay'],
  KITCHEN: [kitchen.casserole, 'sage'],
  'HOME-AND-LIVING': [home.vase, 'sky'],
  'DESK-AND-OFFICE': [desk.notebook, 'plum'],
  ELECTRONICS: [electronics.headphones, 'slate'],
  'OUTDOOR-AND-TRAVEL': [outdoor.tent, 'moss'],
  GARDEN: [garden.wateringCan, 'honey'],
  'BOOKS-AND-GAMES': [books.novel, 'rose'],
  CLOTHING: [clothing.sweater, 'sky'],
  CARE: [care.soap, 'sage'],
};

export const fallbackIllustration: ProductIllustration = electronics.unknown;
