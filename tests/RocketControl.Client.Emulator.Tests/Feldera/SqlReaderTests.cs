using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Tests.Feldera;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SqlReaderTests
{
    [Test]
    public void Tables_have_columns_and_keys()
    {
        Relation table = Read("""
            -- a comment; with a semicolon
            CREATE TABLE Orders (
                id BIGINT NOT NULL PRIMARY KEY, /* another, one */
                "Note" VARCHAR(20) DEFAULT 'a, b)',
                price DECIMAL(10, 2) NOT NULL,
                tags VARCHAR ARRAY,
                at TIMESTAMP NOT NULL LATENESS INTERVAL '1' HOUR,
                FOREIGN KEY (id) REFERENCES other (id)
            ) WITH ('materialized' = 'true', 'connectors' = '[{"name": "c1", "transport": {}}, {"transport": {}}]');
            """).Tables.Single();

        Assert.That(table.Name, Is.EqualTo(SqlName.Plain("orders")));
        Assert.That(table.Columns, Is.EqualTo(new Column[]
        {
            new(SqlName.Plain("id"), "BIGINT", false),
            new(SqlName.Quoted("Note"), "VARCHAR", true),
            new(SqlName.Plain("price"), "DECIMAL", false),
            new(SqlName.Plain("tags"), "ARRAY", true),
            new(SqlName.Plain("at"), "TIMESTAMP", false),
        }));
        Assert.That(table.PrimaryKey, Is.EqualTo(new[] { "id" }));
        Assert.That(table.IsMaterialized, Is.True);
        Assert.That(table.Connectors, Is.EqualTo(new[] { "c1" }));
    }

    [TestCase("INT", "INTEGER")]
    [TestCase("int unsigned not null", "UINTEGER")]
    [TestCase("TEXT", "VARCHAR")]
    [TestCase("NUMERIC(3)", "DECIMAL")]
    [TestCase("INT ARRAY", "ARRAY")]
    public void Types_are_spelled_as_the_server_does(string type, string name) =>
        Assert.That(Read($"CREATE TABLE t (a {type})").Tables[0].Columns[0].Type, Is.EqualTo(name));

    [TestCase("TINYINT", "-128", "128")]
    [TestCase("SMALLINT", "32767", "-32769")]
    [TestCase("INT", "-2147483648", "2147483648")]
    [TestCase("BIGINT", "9223372036854775807", "9223372036854775808")]
    [TestCase("BIGINT UNSIGNED", "18446744073709551615", "-1")]
    [TestCase("DOUBLE", "1e300", "\"1\"")]
    [TestCase("DECIMAL", "\"1.5\"", "true")]
    [TestCase("BOOLEAN", "true", "1")]
    [TestCase("VARCHAR", "\"a\"", "1")]
    [TestCase("DATE", "\"2026-11-20\"", "20261120")]
    [TestCase("INT NOT NULL", "1", "null")]
    public void Values_have_to_fit_their_type(string type, string fits, string doesNot)
    {
        Column column = Read($"CREATE TABLE t (a {type})").Tables[0].Columns[0];
        Assert.That(column.Check(JsonNode.Parse(fits))!.ToJsonString(), Is.EqualTo(fits));
        Assert.That(() => column.Check(JsonNode.Parse(doesNot)), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_key_may_be_named_apart_and_makes_its_columns_required()
    {
        Relation table = Read("create table t (a int, b int, c int, primary key (a, b))").Tables.Single();
        Assert.That(table.PrimaryKey, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(table.Columns.Select(column => column.IsNullable), Is.EqualTo(new[] { false, false, true }));
        Assert.That(table.IsMaterialized, Is.False);
    }

    [TestCase("CREATE VIEW v AS SELECT * FROM t", new[] { "a", "b" })]
    [TestCase("CREATE MATERIALIZED VIEW v AS SELECT b FROM T;", new[] { "b" })]
    [TestCase("CREATE VIEW w AS SELECT b, a FROM t; CREATE VIEW v AS SELECT * FROM w", new[] { "b", "a" })]
    public void Views_of_one_table_are_computed(string views, string[] columns)
    {
        Relation view = Read($"CREATE TABLE t (a INT, b INT); {views}").FindView(SqlName.Plain("v"))!;
        Assert.That(view.Columns.Select(column => column.Name.Text), Is.EqualTo(columns));
        Assert.That(view.Source!.Name.Text, Is.EqualTo("t"));
    }

    [TestCase("SELECT COUNT(*) FROM t")]
    [TestCase("SELECT a + 1 FROM t")]
    [TestCase("SELECT * FROM t WHERE a = 1")]
    [TestCase("SELECT a AS x FROM t")]
    [TestCase("WITH x AS (SELECT 1) SELECT * FROM x")]
    public void Other_views_are_known_by_name(string query)
    {
        Relation view = Read($"CREATE TABLE t (a INT); CREATE LOCAL VIEW v AS {query}; CREATE VIEW w AS SELECT * FROM v").Views[0];
        Assert.That((view.Name.Text, view.Columns.Count, view.Source), Is.EqualTo(("v", 0, (Relation?)null)));
    }

    [TestCase("CREATE TYPE x AS (a INT); CREATE FUNCTION f(a INT) RETURNS INT; CREATE INDEX i ON t(a);")]
    [TestCase("-- nothing")]
    [TestCase("")]
    public void Other_statements_are_not_looked_at(string program) => Assert.That(Read(program).Tables, Is.Empty);

    [TestCase("CREATE TABLE", "Expected a name instead of the end")]
    [TestCase("CREATE TABLE t", "Expected ( instead of the end")]
    [TestCase("CREATE TABLE t (a)", "Expected a name instead of ')'")]
    [TestCase("CREATE TABLE t (a INT", "Expected ) instead of the end")]
    [TestCase("CREATE TABLE t (a INT); CREATE TABLE T (b INT)", "'t' is defined twice")]
    [TestCase("CREATE VIEW v AS SELECT * FROM nothing", "no table or view 'nothing'")]
    [TestCase("CREATE TABLE t (a INT); CREATE VIEW v AS SELECT b FROM t", "'t' has no column 'b'")]
    [TestCase("CREATE TABLE t (a INT) WITH ('connectors' = '{')", "'connectors' is not")]
    [TestCase("CREATE TABLE t (a INT) WITH ('connectors' = '{}')", "'connectors' is not")]
    [TestCase("CREATE TABLE \"t (a INT)", "A quote does not end")]
    [TestCase("/* CREATE", "A comment does not end")]
    public void What_cannot_be_read_is_an_error(string program, string error)
    {
        Assert.That(SqlReader.TryRead(program, out _, out string? found), Is.False);
        Assert.That(found, Does.Contain(error));
    }

    [TestCase("T", "t", false)]
    [TestCase("\"T\"", "T", true)]
    [TestCase("\"a\"\"b\"", "a\"b", true)]
    public void Names_in_urls_carry_their_quotes(string text, string name, bool isCaseSensitive) =>
        Assert.That(SqlName.Parse(text), Is.EqualTo(new SqlName(name, isCaseSensitive)));

    private static SqlProgram Read(string code)
    {
        Assert.That(SqlReader.TryRead(code, out SqlProgram? program, out string? error), Is.True, error);
        return program!;
    }
}
