/** What the server has instead of the library of charts: no page it renders shows one. */
const Nothing = () => null;

export { Nothing as BarChart, Nothing as LineChart, Nothing as Sparkline };
