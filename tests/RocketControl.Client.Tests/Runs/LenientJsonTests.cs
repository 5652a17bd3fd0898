using System.Text.Json;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class LenientJsonTests
{
    [TestCase("""{"x":"a"}""", "a")]
    [TestCase("""{"x":""}""", "")]
    [TestCase("""{"x":1}""", null)]
    [TestCase("""{"x":null}""", null)]
    [TestCase("""{}""", null)]
    [TestCase("""[]""", null)]
    [TestCase("""null""", null)]
    public void A_text_or_nothing(string json, string? text) => Assert.That(Read(json).Text("x"u8), Is.EqualTo(text));

    [TestCase("""{"x":9007199254740993}""", 9007199254740993L)]
    [TestCase("""{"x":1.5}""", null)]
    [TestCase("""{"x":1e3}""", null)]
    [TestCase("""{"x":99999999999999999999}""", null)]
    [TestCase("""{"x":"1"}""", null)]
    [TestCase("""{"x":true}""", null)]
    public void An_integer_or_nothing(string json, long? number) => Assert.That(Read(json).Integer("x"u8), Is.EqualTo(number));

    [TestCase("""{"x":1.5}""", 1.5)]
    [TestCase("""{"x":"1.5"}""", null)]
    [TestCase("""{"x":[]}""", null)]
    public void A_number_or_nothing(string json, double? number) => Assert.That(Read(json).Number("x"u8), Is.EqualTo(number));

    [TestCase("""{"x":true}""", true)]
    [TestCase("""{"x":false}""", false)]
    [TestCase("""{"x":0}""", null)]
    [TestCase("""{"x":"true"}""", null)]
    public void A_truth_or_nothing(string json, bool? truth) => Assert.That(Read(json).Truth("x"u8), Is.EqualTo(truth));

    [TestCase("""{"x":["a",1,null,"b",{}]}""", "a,b")]
    [TestCase("""{"x":"a"}""", "")]
    [TestCase("""{"x":{}}""", "")]
    [TestCase("""{}""", "")]
    public void The_texts_of_an_array(string json, string texts) => Assert.That(string.Join(",", Read(json).Texts("x"u8)), Is.EqualTo(texts));

    [TestCase("""{"x":0}""", 0L)]
    [TestCase("""{"x":1.5}""", 15_000_000L)]
    [TestCase("""{"x":-1}""", null)]
    [TestCase("""{"x":1e300}""", null)]
    [TestCase("""{"x":"1"}""", null)]
    public void A_length_of_time_or_nothing(string json, long? ticks) => Assert.That(Read(json).Seconds("x"u8)?.Ticks, Is.EqualTo(ticks));

    [TestCase("""{"x":[1,2]}""", 2)]
    [TestCase("""{"x":{"a":1}}""", 0)]
    [TestCase("""{}""", 0)]
    public void The_items_of_an_array(string json, int count) => Assert.That(Read(json).Items("x"u8), Has.Count.EqualTo(count));

    [TestCase("""{"x":{"a":1,"b":2}}""", 2)]
    [TestCase("""{"x":[1]}""", 0)]
    [TestCase("""{}""", 0)]
    public void The_members_of_an_object(string json, int count) => Assert.That(Read(json).Members("x"u8), Has.Count.EqualTo(count));

    private static JsonElement Read(string json) => JsonDocument.Parse(json).RootElement;
}
