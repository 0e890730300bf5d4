/**
 * Roughly how many units of a currency a US dollar buys: not an exchange rate, only for limits and demo prices of a sensible
 * size. 1, 2 or 5 times a power of ten, rounded down; 1 for currencies that are not listed. Shops can set other limits.
 */

const groups: Readonly<Record<string, string>> = {
  '0.02': 'CLF UYW',
  '0.2': 'BHD KWD OMR',
  '0.5': 'JOD',
  '2': 'AED BBD BYN BZD FJD GEL ILS MXV MYR PEN PGK PLN QAR RON SAR TMT TND TOP WST XCD',
  '5': 'BOB BOV BRL CNY DKK GTQ HKD LYD MAD MOP SBD SEK SVC TJS TTD UYI',
  '10': 'BWP COU ERN GHS LSL MDL MVR MXN NAD NOK SCR SZL ZAR',
  '20': 'CUP CZK EGP HNL MRU MUR NIO SLE SRD STN THB TRY TWD UAH UYU ZMW ZWG',
  '50': 'AFN ALL BTN CVE DOP GMD INR KGS MKD MZN PHP RUB',
  '100': 'BDT DJF DZD ETB HTG ISK JMD JPY KES LRD NPR RSD VUV XPF',
  '200': 'AMD GYD HUF LKR PKR VED VES YER',
  '500': 'AOA CLP CRC KMF KPW KZT SDG SOS XAF XOF',
  '1000': 'ARS IQD KRW MWK NGN RWF',
  '2000': 'BIF CDF COP KHR MGA MMK MNT SSP TZS UGX',
  '5000': 'GNF PYG',
  '10000': 'IDR SYP UZS',
  '20000': 'IRR LAK VND',
  '50000': 'LBP',
};

const worths: ReadonlyMap<string, number> = new Map(
  Object.entries(groups).flatMap(([worth, codes]) => codes.split(' ').map((code) => [code, Number(worth)] as const)),
);

export const unitWorth = (currency: string): number => worths.get(currency) ?? 1;
