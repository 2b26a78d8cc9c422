using System.ComponentModel.DataAnnotations;
using SupportBot.Contact;

namespace SupportBot.Tests.Contact;

public sealed class ContactOptionsTests
{
    [Theory]
    [InlineData("jo@example.com", "jo@example.com")]
    [InlineData(" Jo.Doe+x@Example.COM ", "Jo.Doe+x@example.com")]
    [InlineData("jo@bücher.example", "jo@xn--bcher-kva.example")]
    [InlineData("jo@example", null)]
    [InlineData("jo", null)]
    [InlineData("jo@example.com,eve@example.com", null)]
    [InlineData("Jo <jo@example.com>", null)]
    [InlineData("jo@example.com\r\nBcc: eve@example.com", null)]
    [InlineData("\"jo\"@example.com", null)]
    [InlineData("jo@-example.com", null)]
    [InlineData("", null)]
    public void An_address_is_one_mailbox_without_name_or_quotes(string text, string? expected) =>
        Assert.Equal(expected, EmailAddress.Normalize(text));

    [Fact]
    public void An_address_has_a_greatest_length() =>
        Assert.Null(EmailAddress.Normalize($"{new string('a', 250)}@example.com"));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("https://example.com/hook", "0123456789abcdef", true)]
    [InlineData("http://127.0.0.1:9/hook", "0123456789abcdef", true)]
    [InlineData("http://example.com/hook", "0123456789abcdef", false)]
    [InlineData("https://example.com/hook", "short", false)]
    public void A_webhook_is_encrypted_and_signed(string url, string secret, bool isValid) =>
        Assert.Equal(isValid, IsValid(new ContactOptions { WebhookUrl = url, WebhookSecret = secret }));

    [Theory]
    [InlineData("smtp.example.com", "a@example.com", "b@example.com", "", "", "starttls", true)]
    [InlineData("smtp.example.com", "a@example.com", "b@example.com", "u", "p", "tls", true)]
    [InlineData("smtp.example.com:25", "a@example.com", "b@example.com", "", "", "starttls", false)]
    [InlineData("smtp.example.com", "", "b@example.com", "", "", "starttls", false)]
    [InlineData("smtp.example.com", "a@example.com", "", "", "", "starttls", false)]
    [InlineData("smtp.example.com", "a@example.com", "b@example.com", "u", "", "starttls", false)]
    [InlineData("smtp.example.com", "a@example.com", "b@example.com", "u", "p", "none", false)]
    [InlineData("smtp.example.com", "a@example.com", "b@example.com", "", "", "ssl", false)]
    public void A_mail_server_has_both_addresses_and_gets_no_password_unencrypted(
        string server, string from, string to, string user, string password, string security, bool isValid) =>
        Assert.Equal(isValid, IsValid(new SmtpOptions
        {
            Server = server, From = from, To = to, User = user, Password = password, Security = security,
        }));

    private static bool IsValid(object options) =>
        Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true);
}
