using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.Tests.Pipelines;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SourceResolutionTests
{
    private const string TwoSources =
        """
        {"id":"a","provider":"webhook","config":{"mode":"Source"}},{"id":"b","provider":"chat","config":{"mode":"Source"}}
        """;

    [TestCase("null", null, "'NoneType' object has no attribute 'get'")]
    [TestCase("\"x\"", null, "'str' object has no attribute 'get'")]
    [TestCase("[]", null, "'list' object has no attribute 'get'")]
    [TestCase("5", null, "'int' object has no attribute 'get'")]
    [TestCase("{}", null, "Pipeline does not have a source component defined")]
    [TestCase("""{"pipeline":{"components":[],"source":"a"}}""", null, "Pipeline does not have a source component defined")]
    [TestCase("""{"components":[],"source":"a"}""", null, "Pipeline source component \"a\" not found in components list")]
    [TestCase("""{"components":{},"source":"a"}""", null, "Pipeline source component \"a\" not found in components list")]
    [TestCase("""{"components":[{"id":"a","provider":"webhook"}]}""", "nope", "Pipeline source component \"nope\" not found in components list")]
    [TestCase("""{"components":null,"source":"a"}""", null, "'NoneType' object is not iterable")]
    [TestCase("""{"components":7,"source":"a"}""", null, "'int' object is not iterable")]
    [TestCase("""{"components":["x"],"source":"a"}""", null, "string indices must be integers, not 'str'")]
    [TestCase("""{"components":[null],"source":"a"}""", null, "'NoneType' object is not subscriptable")]
    [TestCase("""{"components":[{"provider":"webhook"}],"source":"a"}""", null, "'id'")]
    [TestCase("""{"components":[{"id":"a","input":[{"lane":"text"}]}],"source":"a"}""", null, "'from'")]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"Source"}}]}""", null, "Source \"a\" not found in pipeline")]
    [TestCase("{\"components\":[" + TwoSources + "]}", null, "Pipeline has multiple source components, please specify one explicitly")]
    public void What_is_wrong_with_a_pipeline_is_said_as_the_server_says_it(string pipeline, string? source, string message) =>
        Assert.That(
            () => SourceResolution.Resolve(JsonNode.Parse(pipeline), source),
            Throws.TypeOf<CommandException>().With.Message.EqualTo(message));

    [TestCase("{\"components\":[" + TwoSources + "]}", "b", "b", "chat")]
    [TestCase("{\"components\":[" + TwoSources + "],\"source\":\"a\"}", "b", "b", "chat")]
    [TestCase("{\"components\":[" + TwoSources + "],\"source\":\"a\"}", null, "a", "webhook")]
    [TestCase("""{"components":[{"id":"s","provider":"dropper","config":{"mode":"Source"}},{"id":"r","provider":"response"}]}""", null, "s", "dropper")]
    public void The_argument_beats_the_document_which_beats_the_only_source(string pipeline, string? argument, string source, string provider)
    {
        ResolvedPipeline resolved = SourceResolution.Resolve(JsonNode.Parse(pipeline), argument);

        Assert.Multiple(() =>
        {
            Assert.That((resolved.Source, resolved.Provider), Is.EqualTo((source, provider)));
            Assert.That((string?)resolved.Stored["source"], Is.EqualTo(source));
        });
    }
}
