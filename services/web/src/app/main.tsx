/** Entry point of the single-page application. */
import { createRoot } from 'react-dom/client';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/parts.css';
import './shell/shell.css';
import './pages/shop/shop.css';
import { cartChannel } from './api/cart-channel.ts';
import { queries } from './api/queries.ts';
import { App } from './app.tsx';
import { firstLanguage } from './language/language-context.tsx';
import { useMessages } from './language/use-messages.ts';
import { session } from './session/session.ts';

void session.start();
cartChannel.follow(queries);
const root = document.getElementById('root');
if (root) useMessages.load(firstLanguage()).then(() => createRoot(root).render(<App />));
