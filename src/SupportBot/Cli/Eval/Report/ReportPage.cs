namespace SupportBot.Cli.Eval.Report;

// A self-contained page: no scripts, no images, no network access.
internal static class ReportPage
{
    public static string Of(string title, Html body) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <style>{Style()}</style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """).Text;

    private static Html Style()
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return new Html(reader.ReadToEnd());
    }
}
