// Stands in index.html and runs while that is still read.
import { begin } from './early';

window.early = begin();
