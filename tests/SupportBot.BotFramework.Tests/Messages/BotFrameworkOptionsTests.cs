using System.ComponentModel.DataAnnotations;

namespace SupportBot.BotFramework.Tests.Messages;

public sealed class BotFrameworkOptionsTests
{
    private const string Id = "11111111-2222-3333-4444-555555555555";

    [Fact]
    public void By_default_the_endpoint_is_closed_and_nothing_is_wrong()
    {
        var options = new BotFrameworkOptions();
        Assert.False(options.IsEnabled);
        Assert.Empty(Check(options));
    }

    [Fact]
    public void A_complete_registration_of_each_type_is_accepted()
    {
        Assert.Empty(Check(new() { MicrosoftAppId = Id, MicrosoftAppPassword = "x~8Q", MicrosoftAppTenantId = Id }));
        Assert.Empty(
            Check(
                new()
                {
                    MicrosoftAppId = Id,
                    MicrosoftAppType = "UserAssignedMSI",
                    MicrosoftAppTenantId = Id,
                }));
        Assert.Empty(
            Check(
                new()
                {
                    MicrosoftAppId = Id,
                    MicrosoftAppPassword = "x~8Q",
                    MicrosoftAppType = "MultiTenant",
                }));
    }

    [Theory]
    [InlineData("not-a-guid", "x~8Q", Id, "SingleTenant", "public", "MicrosoftAppId")]
    [InlineData(Id, "", Id, "SingleTenant", "public", "MicrosoftAppPassword")]
    [InlineData(Id, Id, Id, "SingleTenant", "public", "MicrosoftAppPassword")]
    [InlineData(Id, "x~8Q", "", "SingleTenant", "public", "MicrosoftAppTenantId")]
    [InlineData(Id, "x~8Q", Id, "singletenant", "public", "MicrosoftAppType")]
    [InlineData(Id, "x~8Q", Id, "SingleTenant", "moon", "Cloud")]
    public void A_wrong_setting_is_named(
        string id, string password, string tenant, string type, string cloud, string wrong)
    {
        var options = new BotFrameworkOptions
        {
            MicrosoftAppId = id,
            MicrosoftAppPassword = password,
            MicrosoftAppTenantId = tenant,
            MicrosoftAppType = type,
            Cloud = cloud,
        };
        Assert.Equal(wrong, Assert.Single(Check(options)).MemberNames.Single());
    }

    private static List<ValidationResult> Check(BotFrameworkOptions options)
    {
        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        return wrong;
    }
}
