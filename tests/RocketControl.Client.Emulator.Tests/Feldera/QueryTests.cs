using System.Net;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Ad-hoc queries (Feldera protocol §10).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class QueryTests
{
    private FelderaSession _session = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _session = await FelderaSession.WithPipelineAsync("running");
        await _session.IngestAsync("{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":null}");
        _session.Advance(1);
    }

    [OneTimeTearDown]
    public ValueTask TearDown() => _session.DisposeAsync();

    [TestCase("SELECT * FROM t", "{\"id\":1,\"name\":\"a\"}", "{\"id\":2,\"name\":null}")]
    [TestCase("select ID from V;", "{\"id\":1}", "{\"id\":2}")]
    [TestCase("SELECT COUNT(*) FROM v", "{\"count(*)\":2}")]
    public async Task A_query_finds_rows(string sql, params string[] rows) => Assert.That(await _session.QueryAsync(sql), Is.EqualTo(rows));

    [TestCase("SELECT * FROM names", "not materialized")]
    [TestCase("SELECT * FROM nothing", "not found")]
    [TestCase("SELECT x FROM t", "no column")]
    [TestCase("SELECT * FROM t WHERE id = 1", "only understands")]
    [TestCase("DELETE FROM t", "Expected SELECT")]
    [TestCase("SELECT 'x FROM t", "does not end")]
    public async Task A_query_that_is_not_understood_is_refused(string sql, string reason)
    {
        FelderaReply reply = await _session.GetAsync($"query?sql={Uri.EscapeDataString(sql)}&format=json");
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "AdHocQueryError")));
        Assert.That((string?)reply["message"], Does.Contain(reason));
    }

    [Test]
    public async Task Text_is_a_table()
    {
        FelderaReply reply = await _session.GetAsync("query?sql=SELECT%20*%20FROM%20t&format=text");
        Assert.That(reply.Text.Split('\n'), Is.EqualTo(new[]
        {
            "+----+------+", "| id | name |", "+----+------+", "| 1  | a    |", "| 2  | NULL |", "+----+------+",
        }));
    }

    [Test]
    public async Task A_hash_is_the_same_for_the_same_rows()
    {
        string table = (await _session.GetAsync("query?sql=SELECT%20*%20FROM%20t&format=hash")).Text;
        string view = (await _session.GetAsync("query?sql=SELECT%20*%20FROM%20v&format=hash")).Text;
        string other = (await _session.GetAsync("query?sql=SELECT%20id%20FROM%20v&format=hash")).Text;
        Assert.That(table, Has.Length.EqualTo(64).And.EqualTo(view).And.Not.EqualTo(other));
    }

    [TestCase("parquet", "AdHocQueryError")]
    [TestCase("arrow_ipc", "AdHocQueryError")]
    [TestCase("xml", "InvalidParam")]
    public async Task A_format_that_is_not_written_is_refused(string format, string error) =>
        Assert.That((await _session.GetAsync($"query?sql=SELECT%20*%20FROM%20t&format={format}")).ErrorCode, Is.EqualTo(error));

    [Test]
    public async Task An_error_after_the_first_row_comes_behind_it()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("{\"id\":1}\n{\"id\":2}");
        session.Advance(1);
        session.Emulator.Faults.Pipelines.FailNextQuery(1, "division by zero");
        string[] lines = await session.QueryAsync("SELECT id FROM t");
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Is.EqualTo("{\"id\":1}"));
        Assert.That(lines[1], Does.Contain("AdHocQueryError").And.Contain("division by zero"));

        session.Emulator.Faults.Pipelines.FailNextQuery(1, "division by zero");
        FelderaReply text = await session.GetAsync("query?sql=SELECT%20id%20FROM%20t");
        Assert.That(text.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(text.Text, Does.EndWith("\nERROR: division by zero"));
    }
}
