using Microsoft.Extensions.Time.Testing;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Tests.Elasticsearch;

public sealed class NodeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_node_that_fails_again_and_again_is_left_alone_ever_longer_up_to_half_an_hour()
    {
        var node = new Node(new Uri("http://a/"), _time);
        var pauses = Enumerable.Range(0, 12).Select(_ =>
        {
            node.MarkDead();
            return (int)node.DeadFor.TotalSeconds;
        });
        Assert.Equal([60, 84, 120, 169, 240, 339, 480, 678, 960, 1357, 1800, 1800], pauses);
    }

    [Fact]
    public void A_node_that_answers_is_alive_and_its_failures_are_forgotten()
    {
        var node = new Node(new Uri("http://a/"), _time);
        node.MarkDead();
        node.MarkDead();
        node.MarkAlive();
        Assert.Equal(TimeSpan.Zero, node.DeadFor);
        node.MarkDead();
        Assert.Equal(60, node.DeadFor.TotalSeconds);
    }

    [Fact]
    public void A_pause_ends_by_itself()
    {
        var node = new Node(new Uri("http://a/"), _time);
        node.MarkDead();
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(node.DeadFor <= TimeSpan.Zero);
    }

    [Fact]
    public void Of_dead_nodes_the_one_whose_pause_ends_first_comes_back()
    {
        var pool = new NodePool([new Uri("http://a/"), new Uri("http://b/")], _time);
        foreach (var node in pool.Candidates().OrderBy(node => node.Address.Host == "a"))
        {
            node.MarkDead();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal("b", Assert.Single(pool.Candidates()).Address.Host);
    }
}
