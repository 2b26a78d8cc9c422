using System.Globalization;

namespace SupportBot.Core.Voice;

/// <summary>A formula of <c>+ - * / ( )</c>, numbers and the names of <see cref="TextMetrics.Names"/>.</summary>
public sealed class MetricFormula
{
    private readonly string _text;
    private readonly Func<TextMetrics, double> _value;

    private MetricFormula(string text, Func<TextMetrics, double> value) => (_text, _value) = (text, value);

    /// <exception cref="FormatException">It is no such formula; the message says what is wrong.</exception>
    public static MetricFormula Parse(string text)
    {
        var parser = new Parser(text);
        return new MetricFormula(text.Trim(), parser.Whole());
    }

    /// <summary>Its value; 0 for a division by zero.</summary>
    public double Of(TextMetrics metrics) => _value(metrics) is var value && double.IsFinite(value) ? value : 0;

    public override string ToString() => _text;

    private sealed class Parser(string text)
    {
        private int _at;

        public Func<TextMetrics, double> Whole()
        {
            var value = Sum();
            return Next == '\0' ? value : throw Unexpected();
        }

        private char Next
        {
            get
            {
                while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
                return _at < text.Length ? text[_at] : '\0';
            }
        }

        private Func<TextMetrics, double> Sum()
        {
            var left = Product();
            while (Next is '+' or '-')
            {
                var (first, isPlus) = (left, text[_at++] == '+');
                var second = Product();
                left = isPlus
                    ? metrics => first(metrics) + second(metrics)
                    : metrics => first(metrics) - second(metrics);
            }
            return left;
        }

        private Func<TextMetrics, double> Product()
        {
            var left = Factor();
            while (Next is '*' or '/')
            {
                var (first, isTimes) = (left, text[_at++] == '*');
                var second = Factor();
                left = isTimes
                    ? metrics => first(metrics) * second(metrics)
                    : metrics => first(metrics) / second(metrics);
            }
            return left;
        }

        private Func<TextMetrics, double> Factor()
        {
            if (Next == '(')
            {
                _at++;
                var inner = Sum();
                if (Next != ')') throw Unexpected();
                _at++;
                return inner;
            }
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '.')) _at++;
            var word = text[start.._at];
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return _ => number;
            if (TextMetrics.Names.TryGetValue(word, out var metric)) return metric;
            _at = start;
            throw Unexpected();
        }

        private FormatException Unexpected() => new(
            Next == '\0'
                ? "the formula ends too early"
                : $"the formula does not go on at '{text[_at..]}'; it knows numbers, + - * / ( ) and "
                    + string.Join(", ", TextMetrics.Names.Keys));
    }
}

/// <summary>A comparison such as <c>&gt; 20</c>: when it holds, a rule is broken.</summary>
public sealed record MetricCondition(string Operator, double Limit)
{
    /// <exception cref="FormatException">It is no such comparison.</exception>
    public static MetricCondition Parse(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.TakeWhile(each => each is '<' or '>' or '=').Count();
        return trimmed[..end] is ">" or ">=" or "<" or "<=" or "=="
            && double.TryParse(
                trimmed[end..], NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
            ? new MetricCondition(trimmed[..end], limit)
            : throw new FormatException("a condition looks like \"> 20\": one of > >= < <= == and a number");
    }

    public bool Holds(double value) => Operator switch
    {
        ">" => value > Limit,
        ">=" => value >= Limit,
        "<" => value < Limit,
        "<=" => value <= Limit,
        _ => value.Equals(Limit),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Operator} {Limit}");
}
