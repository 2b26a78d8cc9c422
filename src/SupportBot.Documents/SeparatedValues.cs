using System.Text;

namespace SupportBot.Documents;

internal static class SeparatedValues
{
    public static IEnumerable<List<string>> Rows(string text, char delimiter)
    {
        var row = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            row.Add(TakeCell(text, ref at, delimiter));
            if (at < text.Length && text[at] != '\n') continue;
            if (row.Count > 1 || row[0].Length > 0) yield return row;
            row = [];
        }
        if (row.Count > 0) yield return row;
    }

    // Quoted cells can contain delimiters, line breaks and doubled quotes.
    private static string TakeCell(string text, ref int at, char delimiter)
    {
        var cell = new StringBuilder();
        while (at < text.Length && text[at] == ' ' && delimiter != ' ') at++;
        var isQuoted = at < text.Length && text[at] == '"';
        if (isQuoted) at++;
        for (; at < text.Length && (isQuoted || (text[at] != delimiter && text[at] != '\n')); at++)
        {
            if (isQuoted && text[at] == '"')
            {
                if (at + 1 == text.Length || text[at + 1] != '"') isQuoted = false;
                else at++;
                if (!isQuoted) continue;
            }
            cell.Append(text[at]);
        }
        return cell.ToString().Trim();
    }
}
