using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Tests.Definitions;

[TestFixture]
internal sealed class PipelineJsonTests
{
    [TestCase("""{"components":[{"id":"a"}]}""")]
    [TestCase("""{"pipeline":{"components":[{"id":"a"}]}}""")]
    [TestCase("""{"version":1,"pipeline":{"components":[{"id":"a"}]},"name":"outer"}""")]
    public void A_document_may_be_flat_or_wrapped(string json) =>
        Assert.That(PipelineDefinition.FromJson(json).ToString(), Is.EqualTo("""{"components":[{"id":"a"}]}"""));

    [TestCase("""{"pipeline":"x","components":[1]}""")]
    [TestCase("""{"pipeline":null,"components":[1]}""")]
    public void A_member_named_pipeline_that_is_no_object_wraps_nothing(string json) =>
        Assert.That(PipelineDefinition.FromJson(json).ToString(), Is.EqualTo(json));

    [Test]
    public void Everything_is_kept_as_it_is()
    {
        const string Json =
            """{"components":[{"id":"a","n":[1.50,1e2,-0,123456789012345678901234567890],"t":"Größe <&> 日本","x":null}],"viewport":{"x":0.10},"unknown":true}""";

        Assert.That(PipelineDefinition.FromJson(Json).ToString(), Is.EqualTo(Json));
    }

    [TestCase("""{"components":[{"id":"a"}],"source":"s","project_id":"p"}""", "s", "p")]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"Source"}},{"id":"b","config":{}}]}""", "a", null)]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"Source"}}],"source":"b"}""", "b", null)]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"Source"}}],"source":""}""", "a", null)]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"Source"}},{"id":"b","config":{"mode":"Source"}}]}""", null, null)]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"source"}}]}""", null, null)]
    [TestCase("""{"components":[{"config":{"mode":"Source"}}]}""", null, null)]
    [TestCase("""{"components":[1,null,"x",{"config":7},{"config":{"mode":7}}],"source":7,"project_id":7}""", null, null)]
    [TestCase("""{"components":[{"id":"a"}],"project_id":""}""", null, null)]
    public void Source_and_project_are_told_as_far_as_they_can_be(string json, string? source, string? project)
    {
        var pipeline = PipelineDefinition.FromJson(json);

        Assert.That((pipeline.Source, pipeline.ProjectId, pipeline.Name), Is.EqualTo((source, project, (string?)null)));
    }

    [TestCase("[]", "an array")]
    [TestCase("\"x\"", "a text")]
    [TestCase("12", "a number")]
    [TestCase("true", "a truth value")]
    [TestCase("null", "null")]
    [TestCase("{}", "no \"components\"")]
    [TestCase("""{"pipeline":{}}""", "no \"components\"")]
    [TestCase("""{"Components":[1]}""", "no \"components\"")]
    [TestCase("""{"components":{}}""", "are an object")]
    [TestCase("""{"components":null}""", "are null")]
    [TestCase("""{"components":"x"}""", "are a text")]
    [TestCase("""{"components":[]}""", "array is empty")]
    public void What_is_no_pipeline_is_refused_in_plain_words(string json, string text)
    {
        Assert.That(
            () => PipelineDefinition.FromJson(json), Throws.TypeOf<PipelineInvalidException>().With.Message.Contains(text).And.Message.StartsWith("The pipeline "));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{'components':[1]}")]
    [TestCase("""{"components":[NaN]}""")]
    [TestCase("""{"components":[1]} x""")]
    public void What_is_no_JSON_is_refused(string json) =>
        Assert.That(() => PipelineDefinition.FromJson(json), Throws.TypeOf<PipelineInvalidException>().With.Message.Contains("not valid JSON"));

    [TestCase("""{"components":[{"id":"\ud800"}],"source":"\ud800"}""")]
    [TestCase("""{"components":[{"id":"a","config":{"mode":"\udfff"}}]}""")]
    [TestCase("""{"components":["\ud800"]}""")]
    public void Half_a_surrogate_pair_is_no_text(string json) =>
        Assert.That(() => PipelineDefinition.FromJson(json), Throws.TypeOf<PipelineInvalidException>().With.Message.Contains("surrogate"));

    [Test]
    public void A_node_is_copied()
    {
        var node = new JsonObject { ["components"] = new JsonArray(new JsonObject { ["id"] = "a" }) };

        var pipeline = PipelineDefinition.FromJson(node);
        node["components"]!.AsArray().Clear();

        Assert.That(pipeline.ToString(), Is.EqualTo("""{"components":[{"id":"a"}]}"""));
    }

    [Test]
    public void An_element_outlives_its_document()
    {
        RocketRidePipeline pipeline;
        using (var document = JsonDocument.Parse("""{"pipeline":{"components":[1]}}"""))
            pipeline = PipelineDefinition.FromJson(document.RootElement);

        Assert.That(pipeline.ToString(), Is.EqualTo("""{"components":[1]}"""));
    }

    [Test]
    public void An_element_of_nothing_is_no_pipeline() =>
        Assert.Throws<PipelineInvalidException>(() => PipelineDefinition.FromJson(default(JsonElement)));

    [Test]
    public void Null_is_misuse() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentNullException>(() => PipelineDefinition.FromJson((string)null!));
        Assert.Throws<ArgumentNullException>(() => PipelineDefinition.FromJson((JsonNode)null!));
    });

    [Test]
    public void Placeholders_are_found_wherever_they_are()
    {
        var pipeline = PipelineDefinition.FromJson(
            """{"components":[{"k":"${ROCKETRIDE_A} and ${ROCKETRIDE_b2}","${ROCKETRIDE_KEY}":["${ROCKETRIDE_A}"]}],"x":"${HOME} $ROCKETRIDE_C ${ROCKETRIDE_} ${ROCKETRIDE-D}"}""");

        Assert.That(pipeline.ReferencedVariables(), Is.EquivalentTo(new[] { "ROCKETRIDE_A", "ROCKETRIDE_b2", "ROCKETRIDE_KEY" }));
    }
}
