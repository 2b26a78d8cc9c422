using SupportBot.Models;
using SupportBot.Settings;

namespace SupportBot.Tests.Models;

public sealed class ModelsOptionsTests
{
    [Fact]
    public void Without_a_provider_nothing_else_is_needed() => Assert.Empty(Wrong(new ModelsOptions()));

    [Theory]
    [InlineData("chatgpt", "", "", "m", "Models:Provider: must be one of: none, azure, openai, compatible.")]
    [InlineData(
        "azure", "", "k", "m",
        "Models:Endpoint: is needed for azure, for example https://my-resource.openai.azure.com.")]
    [InlineData(
        "azure", "http://x.openai.azure.com", "k", "m",
        "Models:Endpoint: must begin with https:// for azure, since the key goes there.")]
    [InlineData(
        "azure", "x.openai.azure.com", "k", "m",
        "Models:Endpoint: must be an address like https://my-resource.openai.azure.com.")]
    [InlineData(
        "azure", "https://x.openai.azure.com?api-version=1", "k", "m",
        "Models:Endpoint: must be an address like https://my-resource.openai.azure.com.")]
    [InlineData(
        "openai", "", "", "m",
        "Models:ApiKey: is needed for openai, best given by the environment variable SUPPORTBOT_Models__ApiKey.")]
    [InlineData(
        "openai", "http://proxy/v1", "k", "m",
        "Models:Endpoint: must begin with https:// for openai, since the key goes there.")]
    [InlineData(
        "compatible", "", "", "m", "Models:Endpoint: is needed for compatible, for example http://localhost:8000/v1.")]
    [InlineData(
        "compatible", "ftp://host/v1", "", "m", "Models:Endpoint: must be an address like http://localhost:8000/v1.")]
    [InlineData(
        "compatible", "http://host/v1", "k\n", "m",
        "Models:ApiKey: holds a blank, a line break or another character that no key has. Copy it again.")]
    [InlineData(
        "compatible",
        "http://host/v1",
        "",
        "",
        "Models:ChatModel: names no model. Set the model that answers, "
            + "or Models:EmbeddingModel, or Models:Provider to none."
    )]
    public void A_wrong_setting_is_named_with_the_way_to_mend_it(
        string provider, string endpoint, string key, string model, string message) =>
        Assert.Equal(
            message,
            Assert.Single(
                Wrong(
                    new ModelsOptions
                    {
                        Provider = provider,
                        Endpoint = endpoint,
                        ApiKey = key,
                        ChatModel = model,
                    })));

    [Fact]
    public void A_judge_needs_a_writer_and_a_scope_its_form()
    {
        var options = new ModelsOptions
        {
            Provider = "compatible",
            Endpoint = "http://host/v1",
            EmbeddingModel = "m",
            JudgeModel = "j",
        };
        Assert.Equal(
            "Models:JudgeModel: has nothing to judge: set Models:ChatModel too.", Assert.Single(Wrong(options)));
        Assert.Equal(
            "Models:EntraScope: must be a scope like https://cognitiveservices.azure.com/.default.",
            Assert.Single(Wrong(new ModelsOptions { EntraScope = "https://ai.azure.com" })));
    }

    [Theory]
    [InlineData("", "", "writer")]
    [InlineData("other", "", "other")]
    [InlineData("none", "", "")]
    [InlineData("", ".", "")]
    public void The_judge_is_the_writer_unless_another_is_named(string judge, string folder, string judging) =>
        Assert.Equal(
            judging,
            new ModelsOptions { ChatModel = "writer", JudgeModel = judge, EntailmentFolder = folder }.JudgingModel);

    [Theory]
    [InlineData("other", ".", "there is one judge at a time. Leave this or Models:JudgeModel empty.")]
    [InlineData("", "nowhere", "which does not exist.")]
    public void There_is_one_judge_and_its_folder_exists(string judge, string folder, string why) =>
        Assert.EndsWith(
            why,
            Assert.Single(Wrong(new ModelsOptions
            {
                Provider = "compatible", Endpoint = "http://host/v1", ChatModel = "writer", JudgeModel = judge,
                EntailmentFolder = folder,
            })),
            StringComparison.Ordinal);

    [Fact]
    public void Prices_need_their_day_and_a_cap_on_cost_needs_prices()
    {
        Assert.Equal(
            "Models:PricesOf: must be the day of the prices, like 2026-11-01.",
            Assert.Single(Wrong(new ModelsOptions { InputPrice = 0.15m, PricesOf = "November" })));
        Assert.StartsWith(
            "Models:DailyCost: needs the prices", Assert.Single(Wrong(new ModelsOptions { DailyCost = 5 })),
            StringComparison.Ordinal);
        Assert.Empty(Wrong(new ModelsOptions { InputPrice = 0.15m, PricesOf = "2026-11-01", DailyCost = 5 }));
    }

    [Theory]
    [InlineData("azure", "https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1/")]
    [InlineData("azure", "https://x.openai.azure.com/openai/v1/", "https://x.openai.azure.com/openai/v1/")]
    [InlineData("openai", "", "https://api.openai.com/v1/")]
    [InlineData("compatible", "http://localhost:11434/v1", "http://localhost:11434/v1/")]
    public void Each_provider_has_its_address(string provider, string endpoint, string address) =>
        Assert.Equal(address, new ModelsOptions { Provider = provider, Endpoint = endpoint }.Address.AbsoluteUri);

    [Theory]
    [InlineData("https://x.openai.azure.com", "https://x.openai.azure.com/")]
    [InlineData("https://x.openai.azure.com/openai/v1", "https://x.openai.azure.com/")]
    [InlineData("https://gateway.example.com/models/openai/", "https://gateway.example.com/models/")]
    [InlineData("https://openai.example.com/openai-gateway", "https://openai.example.com/openai-gateway/")]
    public void An_Azure_resource_is_reached_above_its_routes(string endpoint, string resource) =>
        Assert.Equal(resource, new ModelsOptions { Provider = "azure", Endpoint = endpoint }.Resource.AbsoluteUri);

    [Fact]
    public void A_version_of_Azures_protocol_is_one_that_its_client_speaks()
    {
        ModelsOptions Azure(string version) => new()
        {
            Provider = "azure", Endpoint = "https://x.openai.azure.com", ChatModel = "m", ApiVersion = version,
        };
        Assert.Empty(Wrong(Azure("2024-10-21")));
        var wrong = Assert.Single(Wrong(Azure("2023-05-15")));
        Assert.StartsWith("Models:ApiVersion: must be one of: 2024-06-01, ", wrong, StringComparison.Ordinal);
        Assert.EndsWith(", 2025-04-01-preview.", wrong, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Wrong(ModelsOptions options) =>
        new SectionValidator<ModelsOptions>("Models").Validate(null, options).Failures ?? [];
}
