// VitePress looks for its theme here: the default one with our colours and sizes.
import DefaultTheme from 'vitepress/theme';
import '../../site.css';

export default DefaultTheme;
