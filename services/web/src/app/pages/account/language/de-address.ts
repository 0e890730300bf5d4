/** German: the fields of an address. */
import type { address as english } from './en-address.ts';

export const address: typeof english = {
  name: 'Name',
  line1: 'Straße und Hausnummer',
  line2: 'Wohnung, Stockwerk, Firma',
  country: 'Land',
  phone: 'Telefon',
  phoneHint: 'Für Rückfragen des Versanddienstes zur Lieferung.',
  phoneFault: 'Geben Sie eine gültige Telefonnummer ein, am besten mit Landesvorwahl, zum Beispiel +49 30 901820.',
  chooseRegion: 'Bitte auswählen',
  regionFault: 'Bitte wählen Sie einen Eintrag aus der Liste.',
  postalCodeFault: (country: string, example: string) =>
    `Geben Sie eine gültige Postleitzahl ein (${country}${example && `, zum Beispiel ${example}`}).`,
  cities: { city: 'Ort', district: 'Bezirk', post_town: 'Ort', suburb: 'Vorort' },
  districts: {
    suburb: 'Vorort',
    district: 'Bezirk',
    neighborhood: 'Stadtviertel',
    townland: 'Townland',
    village_township: 'Dorf oder Gemeinde',
  },
  postalCodes: { postal: 'Postleitzahl', eircode: 'Eircode', pin: 'PIN-Code', zip: 'Postleitzahl (ZIP)' },
  regions: {
    province: 'Provinz',
    state: 'Bundesstaat',
    area: 'Gebiet',
    county: 'Grafschaft',
    department: 'Departement',
    district: 'Bezirk',
    do_si: 'Provinz oder Stadt (Do/Si)',
    emirate: 'Emirat',
    island: 'Insel',
    oblast: 'Oblast',
    parish: 'Gemeinde',
    prefecture: 'Präfektur',
  },
};
