using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node;

namespace SupportBot.Conformance.Elasticsearch;

/// <summary>What the recordings do not show of the test node, and tests of the engine rest on.</summary>
public sealed class NodeTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private ElasticsearchNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ElasticsearchNode.StartAsync();

    [Fact]
    public async Task A_document_is_found_only_after_a_refresh_and_is_gone_only_after_the_next()
    {
        await SendAsync("PUT", "/a", """{"mappings":{"properties":{"t":{"type":"text"}}}}""");
        await SendAsync("PUT", "/a/_doc/1", """{"t":"kettle"}""");
        Assert.Equal(0, await CountAsync("kettle"));
        await SendAsync("POST", "/a/_refresh");
        Assert.Equal(1, await CountAsync("kettle"));
        await SendAsync("DELETE", "/a/_doc/1");
        Assert.Equal(1, await CountAsync("kettle"));
        await SendAsync("PUT", "/a/_doc/2?refresh=wait_for", """{"t":"toaster"}""");
        Assert.Equal((0, 1), (await CountAsync("kettle"), await CountAsync("toaster")));
    }

    [Fact]
    public async Task Synonyms_take_effect_on_an_index_that_uses_them_without_a_new_one()
    {
        await SendAsync("PUT", "/_synonyms/s", """{"synonyms_set":[{"synonyms":"pwd, password"}]}""");
        await SendAsync("PUT", "/a",
            """
            {"settings":{"analysis":{"filter":{"syn":{"type":"synonym_graph","synonyms_set":"s","updateable":true},
             "fr":{"type":"elision","articles_case":true,"articles":["l"]}},
              "analyzer":{"q":{"type":"custom","tokenizer":"standard","filter":["fr","lowercase","syn",
               "porter_stem"]}}}},
             "mappings":{"properties":{"t":{"type":"text","analyzer":"english","search_analyzer":"q"}}}}
            """);
        await SendAsync("PUT", "/a/_doc/1?refresh=true", """{"t":"Reset passwords"}""");
        Assert.Equal((1, 1, 0), (await CountAsync("pwd"), await CountAsync("l'pwd"), await CountAsync("passcode")));
        await SendAsync("PUT", "/_synonyms/s", """{"synonyms_set":[{"synonyms":"passcode, password"}]}""");
        Assert.Equal((0, 1), (await CountAsync("pwd"), await CountAsync("passcode")));
    }

    [Fact]
    public async Task Filters_come_before_neighbours_and_both_parts_of_a_search_add_up()
    {
        await SendAsync(
            "PUT",
            "/a",
            """
            {"mappings":{"properties":{"k":{"type":"keyword"},"v":{"type":"dense_vector","dims":2,
             "similarity":"dot_product"}}}}
            """
        );
        await SendAsync("PUT", "/a/_doc/near", """{"k":"b","v":[1,0]}""");
        await SendAsync("PUT", "/a/_doc/far?refresh=true", """{"k":"a","v":"AAAAAL+AAAA="}"""); // 0, −1
        var found = await SendAsync("POST", "/a/_search",
            """
            {"query":{"constant_score":{"filter":{"term":{"k":"a"}},"boost":5}},"knn":{"field":"v","query_vector":[1,0],
             "k":1,"num_candidates":1,"filter":{"term":{"k":"a"}}}}
            """
        );
        var hit = Assert.Single(found["hits"]!["hits"]!.AsArray())!;
        Assert.Equal(("far", 5.5), ((string)hit["_id"]!, (double)hit["_score"]!));
    }

    [Fact]
    public async Task Pages_go_on_behind_the_last_hit_and_show_what_is_asked_for()
    {
        await SendAsync("PUT", "/a", """{"mappings":{"properties":{"k":{"type":"keyword"},"n":{"type":"long"}}}}""");
        foreach (var id in (string[])["c", "a", "b"])
            await SendAsync(
                "PUT",
                $"/a/_doc/{id}?refresh=true&version=7&version_type=external_gte",
                $$"""{"k":"{{id}}","n":1}""");
        var page = await SendAsync(
            "POST",
            "/a/_search",
            """
            {"size":1,"version":true,"sort":[{"k":"asc"}],"search_after":["a"],"_source":{"excludes":["n"]},
             "docvalue_fields":["n"]}
            """
        );
        var hit = Assert.Single(page["hits"]!["hits"]!.AsArray())!;
        Assert.Equal(
            """
            {"_index":"a","_id":"b","_score":null,"_version":7,"_source":{"k":"b"},"fields":{"n":[1]},"sort":["b"]}
            """,
            hit.ToJsonString());
    }

    [Fact]
    public async Task What_it_does_not_know_it_refuses_loudly()
    {
        await SendAsync("PUT", "/a", "{}");
        using var response = await PostAsync("POST", "/a/_search", """{"query":{"prefix":{"k":{"value":"a"}}}}""");
        Assert.Equal(501, (int)response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _node.DisposeAsync();
    }

    private async Task<int> CountAsync(string word) =>
        (int)
            (await SendAsync("POST", "/a/_count", $"{{\"query\":{{\"match\":{{\"t\":{{\"query\":\"{word}\"}}}}}}}}"))[
                "count"
            ]!;

    private async Task<JsonNode> SendAsync(string method, string path, string? body = null)
    {
        using var response = await PostAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpResponseMessage> PostAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_node.Address, path))
        {
            Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
