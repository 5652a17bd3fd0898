using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Framing;

namespace RocketControl.Client.Emulator.Tests.Framing;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PythonJsonTests
{
    [TestCase(" { \"a\" : [ 1 , 2.50 , -3e5 ] }\r\n", """{"a":[1,2.50,-3e5]}""")]
    [TestCase("[NaN,Infinity,-Infinity]", "[NaN,Infinity,-Infinity]")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890")]
    [TestCase("""{"a":1,"b":2,"a":{"c":3}}""", """{"a":{"c":3},"b":2}""")]
    [TestCase("""["\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\\u0001"]""", """["é😀/\b\f\n\r\t\"\\\u0001"]""")]
    [TestCase("[true,false,null,{},[],\"\"]", "[true,false,null,{},[],\"\"]")]
    public void Text_is_read_and_written_as_python_does(string text, string written)
    {
        bool read = PythonJsonReader.TryParse(text, out JsonNode? value);

        Assert.That(read, Is.True);
        Assert.That(PythonJsonWriter.Compact(value), Is.EqualTo(written));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[1,]")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{'a':1}")]
    [TestCase("{\"a\" 1}")]
    [TestCase("01")]
    [TestCase("+1")]
    [TestCase("1.")]
    [TestCase("1 2")]
    [TestCase("nul")]
    [TestCase("nan")]
    [TestCase("\"a\nb\"")]
    [TestCase("\"\\x\"")]
    [TestCase("\"\\u12\"")]
    [TestCase("\"open")]
    [TestCase("\uFEFF{}")]
    [TestCase("{} // no")]
    public void Anything_else_is_refused(string text) => Assert.That(PythonJsonReader.TryParse(text, out _), Is.False);

    [TestCase(PythonJsonReader.MaxDepth, true)]
    [TestCase(PythonJsonReader.MaxDepth + 1, false)]
    [TestCase(1_000_000, false)]
    public void Depth_is_limited(int depth, bool accepted)
    {
        string text = new string('[', depth) + new string(']', depth);

        Assert.That(PythonJsonReader.TryParse(text, out _), Is.EqualTo(accepted));
    }

    [Test]
    public void The_spaced_form_is_pythons_default()
    {
        JsonNode value = JsonNode.Parse("""{"a":[1,2],"b":{"c":"d"},"e":{}}""")!;

        Assert.That(PythonJsonWriter.Spaced(value), Is.EqualTo("""{"a": [1, 2], "b": {"c": "d"}, "e": {}}"""));
    }

    [Test]
    public void Values_made_in_code_are_written_as_well()
    {
        var value = new JsonObject { ["a"] = 1, ["b"] = 2.5, ["c"] = double.NaN, ["d"] = "é", ["e"] = long.MaxValue, ["f"] = false };

        Assert.That(PythonJsonWriter.Compact(value), Is.EqualTo("""{"a":1,"b":2.5,"c":NaN,"d":"é","e":9223372036854775807,"f":false}"""));
    }
}
