/**
 * Preloaded into processes whose memory is watched: a full garbage collection every 20 s, so that what they occupy is what they hold.
 * By itself V8 lets several times as much garbage lie. (An inspector could ask for it; opened again and again it ends Node by
 * SIGSEGV.)
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setInterval(collect, 20_000).unref();
