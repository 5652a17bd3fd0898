using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class NonFiniteNumberTests
{
    private static readonly string[] Words = ["NaN", "Infinity", "-Infinity"];

    [TestCase("""{"a":NaN}""", """{"a":null}""")]
    [TestCase("""[-Infinity,Infinity,NaN]""", """[null,null,null]""")]
    [TestCase("""{"NaN":NaN}""", """{"NaN":null}""")]
    [TestCase("""{"a":"\"NaN","b":NaN}""", """{"a":"\"NaN","b":null}""")]
    [TestCase("""{"a":"\\","b":NaN}""", """{"a":"\\","b":null}""")]
    [TestCase("NaN", "null")]
    public void Bare_ones_become_null(string json, string expected) => Assert.That(Replace(json), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("""{"a":1}""")]
    [TestCase("""{"a":"NaN"}""")]
    [TestCase("""{"Infinity":"-Infinity \" NaN"}""")]
    [TestCase("\"NaN")]
    [TestCase("\"NaN\\")]
    [TestCase("[nan,inf]")]
    public void Without_bare_ones_there_is_nothing_to_replace(string json) => Assert.That(Replace(json), Is.Null);

    [Test]
    public void Valid_JSON_stays_valid_and_its_texts_stay_as_they_are()
    {
        var texts = Gen.OneOf(Gen.Elements(Words), ArbMap.Default.GeneratorFor<string>().Where(text => text is not null));
        var documents = from written in texts.ListOf() from bare in Gen.Elements(Words).ListOf() select (Texts: written.ToList(), Bare: bare.ToList());

        Prop.ForAll(documents.ToArbitrary(), document =>
        {
            string[] items = [.. document.Texts.Select(text => JsonSerializer.Serialize(text)), .. document.Bare, "\"end\""];
            var json = $"[{string.Join(",", items)}]";

            using var read = JsonDocument.Parse(Replace(json) ?? json);
            var values = read.RootElement.EnumerateArray().ToList();
            return (Replace(json) is null) == (document.Bare.Count == 0)
                && values.Where(value => value.ValueKind == JsonValueKind.Null).Count() == document.Bare.Count
                && values.Take(document.Texts.Count).Select(value => value.GetString())
                    .SequenceEqual(document.Texts.Select(text => JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text))));
        }).QuickCheckThrowOnFailure();
    }

    private static string? Replace(string json) => NonFiniteNumbers.Replace(Encoding.UTF8.GetBytes(json)) is { } replaced
        ? Encoding.UTF8.GetString(replaced)
        : null;
}
