using System.Net;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole;

// The pages before somebody has signed in: plain HTML without scripts. The console itself is made of components.
internal static class ConsolePages
{
    public static IResult Message(string title, string text, int status) => Page(title, $"""
        <h1>{Encode(title)}</h1>
        <p>{Encode(text)}</p>
        {(status == StatusCodes.Status404NotFound ? "" : $"<p><a href=\"/console/\">{ConsoleTexts.TryAgain}</a></p>")}
        """, status);

    public static IResult SignIn(string key) => Page(ConsoleTexts.SignInTitle, $"""
        <h1>{ConsoleTexts.SignInTitle}</h1>
        <p>{ConsoleTexts.SignInLead}</p>
        <form method="post" action="/console{ConsoleSignIn.Path}">
          <input type="hidden" name="key" value="{Encode(key)}">
          <label for="name">{ConsoleTexts.YourName}</label>
          <input id="name" name="name" maxlength="60" required autofocus autocomplete="given-name">
          <button class="solid">{ConsoleTexts.SignIn}</button>
        </form>
        """, StatusCodes.Status200OK);

    private static IResult Page(string title, string body, int status) => Results.Content($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{Encode(title)}</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/console/assets/brand.css">
          <link rel="stylesheet" href="/console/assets/console.css">
        </head>
        <body class="plain"><main>{body}</main></body>
        </html>
        """, "text/html; charset=utf-8", statusCode: status);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
