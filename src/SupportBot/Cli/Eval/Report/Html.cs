using System.Globalization;
using System.Net;

namespace SupportBot.Cli.Eval.Report;

// A fragment of HTML. Interpolated values are encoded unless they are fragments themselves.
internal readonly record struct Html(string Text)
{
    public static readonly Html None = new("");

    public static Html Of(FormattableString html) =>
        new(string.Format(Encoding.Instance, html.Format, html.GetArguments()));

    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> piece) =>
        new(string.Concat(items.Select(item => piece(item).Text)));

    public override string ToString() => Text;

    private sealed class Encoding : IFormatProvider, ICustomFormatter
    {
        public static readonly Encoding Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Html html => html.Text,
            IFormattable number => WebUtility.HtmlEncode(number.ToString(format, CultureInfo.InvariantCulture)),
            _ => WebUtility.HtmlEncode(arg?.ToString() ?? ""),
        };
    }
}
