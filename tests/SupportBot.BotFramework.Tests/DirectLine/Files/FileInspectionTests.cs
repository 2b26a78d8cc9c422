using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.Tests.DirectLine.Files;

public sealed class FileInspectionTests
{
    private static readonly UploadOptions Options = new();

    [Theory]
    [InlineData("photo.png", "image/png", "png", "photo.png", "image/png")]
    [InlineData("photo.JPEG", "image/jpeg", "jpeg", "photo.JPEG", "image/jpeg")]
    [InlineData("move.gif", "image/gif", "gif", "move.gif", "image/gif")]
    [InlineData("photo.webp", "image/webp", "webp", "photo.webp", "image/webp")]
    [InlineData("bill.pdf", "application/pdf", "pdf", "bill.pdf", "application/pdf")]
    [InlineData("notes.txt", "text/plain", "Grüße 👋\n", "notes.txt", "text/plain")]
    [InlineData("app.log", "", "12:00 INFO started\r\n\tat main", "app.log", "text/plain")]
    [InlineData("table.csv", "application/vnd.ms-excel", "a;b\n1;2\n", "table.csv", "text/csv")]
    [InlineData("table.csv", "text/csv; charset=utf-8", "a,b\n", "table.csv", "text/csv")]
    [InlineData("blob", "image/jpg", "jpeg", "blob.jpg", "image/jpeg")] // As DirectLineJS names files without a name.
    [InlineData("", "", "png", "file.png", "image/png")]
    [InlineData("photo.png", "image/png", "jpeg", "photo.jpg", "image/jpeg")]
    [InlineData("photo.png", "application/octet-stream", "png", "photo.png", "image/png")]
    public void A_file_is_what_its_bytes_are(
        string name, string declared, string content, string expectedName, string expectedType)
    {
        var inspected = FileInspection.Inspect(name, declared, Sample.Of(content), Options);
        Assert.Null(inspected.Problem);
        Assert.Equal((expectedName, expectedType), (inspected.Name, inspected.Type!.ContentType));
    }

    [Theory]
    [InlineData("page.html", "text/html", "html")]
    [InlineData("page.txt", "text/html", "html")]
    [InlineData("drawing.svg", "image/svg+xml", "svg")]
    [InlineData("drawing.png", "image/png", "svg")]
    [InlineData("drawing", "image/svg+xml", "svg")]
    [InlineData("setup.exe", "application/octet-stream", "exe")]
    [InlineData("setup.png", "image/png", "exe")]
    [InlineData("bill.pdf", "application/pdf", "png")]
    [InlineData("bill.pdf.exe", "application/pdf", "pdf")]
    [InlineData("photo.png", "text/html", "png")]
    [InlineData("photo.png", "application/pdf", "png")]
    [InlineData("notes.txt", "text/plain", "bell\u0007")]
    [InlineData("notes.txt", "text/plain", "next\u0085line")]
    [InlineData("notes.txt", "text/plain", "zero\0byte")]
    [InlineData("notes.txt", "text/plain", "jpeg")]
    [InlineData("empty.txt", "text/plain", "")]
    [InlineData("letter.docx", "", "zip")]
    [InlineData("all.zip", "application/zip", "zip")] // Not among the defaults.
    public void Whatever_is_not_accepted_or_claims_to_be_something_else_is_refused(
        string name, string declared, string content) =>
        Assert.Equal(
            FileProblem.UnsupportedType,
            FileInspection.Inspect(name, declared, Sample.Of(content), Options).Problem);

    [Fact]
    public void A_text_that_is_not_UTF_8_is_refused() =>
        Assert.Equal(
            FileProblem.UnsupportedType,
            FileInspection.Inspect("notes.txt", "text/plain", [(byte)'f', 0xFC, (byte)'r'], Options).Problem);

    [Fact]
    public void The_options_decide_the_types_and_the_size()
    {
        var options = new UploadOptions { Types = ["zip"], LargestFile = 8 };
        Assert.Null(FileInspection.Inspect("all.zip", "application/zip", Sample.Of("zip"), options).Problem);
        Assert.Equal(
            FileProblem.UnsupportedType, FileInspection.Inspect("a.txt", null, Sample.Of("text"), options).Problem);
        Assert.Equal(
            FileProblem.TooLarge, FileInspection.Inspect("a.txt", null, Sample.Of("long text"), options).Problem);
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\Ann\\photo.txt", "photo.txt")]
    [InlineData("a\u202Egnp.txt", "agnp.txt")] // Shown as atxt.png otherwise.
    [InlineData("a\u0000\r\nb\u200B.txt", "ab.txt")]
    [InlineData("what?\"<b>|:*.txt", "what___b____.txt")]
    [InlineData(" .hidden.txt. ", "hidden.txt")]
    [InlineData("...", "file.txt")]
    [InlineData("Überweisung März.txt", "Überweisung März.txt")]
    public void A_name_has_no_path_and_nothing_invisible(string given, string expected)
    {
        var inspected = FileInspection.Inspect(given, null, Sample.Of("text"), Options);
        Assert.Equal(expected, inspected.Name);
    }

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_extension()
    {
        var name = FileInspection.Inspect(
            $"{string.Concat(Enumerable.Repeat("👋", 90))}.txt", null, Sample.Of("text"), Options).Name;
        Assert.InRange(name.Length, 110, 120);
        Assert.EndsWith("👋.txt", name, StringComparison.Ordinal);
    }
}
