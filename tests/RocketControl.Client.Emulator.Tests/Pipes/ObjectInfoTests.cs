using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipes;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ObjectInfoTests
{
    [TestCase("""{"name":"a"}""", "a", "", "473cbfe6-35fc-5c70-bffe-7d7eefaa29d3")]
    [TestCase("""{"name":"d/e/f.txt","size":3}""", "d/e/f.txt", "d/e", "7616aa40-82ad-55c0-b106-b8f4a2d4f6ee")]
    [TestCase("""{"name":"a","url":"http://x/y/z.txt"}""", "a", "y", "8f146f9d-ea6a-5d77-a5f0-c4dd8ab5dd56")]
    [TestCase("""{"name":"a","objectId":"mine","custom":{"x":1}}""", "a", "", "mine")]
    [TestCase("""{"name":""}""", "", "", "4581c7c6-7ee9-5dcd-a60f-0c61a166d6d9")]
    public void The_id_follows_from_the_name_unless_the_caller_gives_one(string json, string name, string path, string objectId) =>
        Assert.That(ObjectInfo.Read(JsonNode.Parse(json)), Is.EqualTo(new ObjectInfo(name, path, objectId)));

    [Test]
    public void An_object_without_a_name_gets_a_fresh_one()
    {
        var first = ObjectInfo.Read(new JsonObject());
        var second = ObjectInfo.Read(new JsonObject());

        Assert.Multiple(() =>
        {
            Assert.That(Guid.TryParse(first.Name, out _), Is.True);
            Assert.That(second.Name, Is.Not.EqualTo(first.Name));
        });
    }

    [TestCase("null")]
    [TestCase("\"a\"")]
    [TestCase("[]")]
    [TestCase("""{"path":"p"}""")]
    [TestCase("""{"metadata":{}}""")]
    [TestCase("""{"response":null}""")]
    [TestCase("""{"version":1}""")]
    [TestCase("""{"size":null}""")]
    [TestCase("""{"size":"1"}""")]
    [TestCase("""{"size":1.5}""")]
    [TestCase("""{"name":1}""")]
    [TestCase("""{"name":null}""")]
    public void Read_only_and_wrongly_typed_members_are_refused(string json) =>
        Assert.That(() => ObjectInfo.Read(JsonNode.Parse(json)), Throws.TypeOf<EngineException>());
}
