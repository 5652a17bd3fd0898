using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixture]
internal sealed class PipelineFileTests
{
    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        var exception = AssertInvalid(() => PipelineDefinition.FromFile("no/such/folder/flow.pipe"));

        Assert.That(exception.Message, Does.Contain("no/such/folder/flow.pipe").And.Contain("Give the path of a .pipe or .json file"));
        Assert.That(exception.InnerException, Is.InstanceOf<IOException>());
    }

    [Test]
    public void A_folder_is_no_file()
    {
        using var file = new TextFile("flow.pipe", "{}");

        var exception = AssertInvalid(() => PipelineDefinition.FromFile(file.Folder));

        Assert.That(exception.Message, Does.Contain(file.Folder).And.Contain("cannot be read"));
    }

    [TestCase("", "line 1, byte 1")]
    [TestCase("not JSON", "line 1")]
    [TestCase("{\n  \"components\": [\n", "line 3")]
    [TestCase("{\n  \"components\" [] }", "line 2, byte 16")]
    [TestCase("{\"components\":[{\"id\":NaN}]}", "line 1, byte 22")]
    public void A_file_that_is_no_JSON_says_where(string content, string place)
    {
        using var file = new TextFile("flow.pipe", content);

        var exception = AssertInvalid(() => PipelineDefinition.FromFile(file.Path));

        Assert.That(exception.Message, Does.Contain(file.Path).And.Contain("is not valid JSON").And.Contain(place));
    }

    [TestCase("[]", "is an array, but must be a JSON object with \"components\"")]
    [TestCase("null", "is null")]
    [TestCase("\"flow\"", "is a text")]
    [TestCase("{}", "has no \"components\"")]
    [TestCase("""{"pipeline":{}}""", "has no \"components\"")]
    [TestCase("""{"components":[]}""", "Add at least a source component")]
    [TestCase("""{"pipeline":{"components":[]}}""", "Add at least a source component")]
    [TestCase("""{"components":{}}""", "are an object, but must be an array")]
    [TestCase("""{"components":null}""", "are null, but must be an array")]
    public void A_document_that_is_no_pipeline_says_what_is_missing(string content, string problem)
    {
        using var file = new TextFile("flow.pipe", content);

        Assert.That(AssertInvalid(() => PipelineDefinition.FromFile(file.Path)).Message, Does.Contain(file.Path).And.Contain(problem));
        Assert.That(AssertInvalid(() => PipelineDefinition.FromJson(content)).Message, Does.Contain(problem));
    }

    [Test]
    public void A_file_that_is_too_large_is_not_read()
    {
        using var file = new TextFile("flow.pipe", "");
        using (var content = File.OpenWrite(file.Path))
            content.SetLength((64L * 1024 * 1024) + 1);

        Assert.That(AssertInvalid(() => PipelineDefinition.FromFile(file.Path)).Message, Does.Contain("67,108,865 bytes").And.Contain("at most 67,108,864"));
    }

    [Test]
    public void A_file_that_nests_too_deeply_is_no_JSON_for_us()
    {
        using var file = new TextFile("flow.pipe", $$"""{"components":{{new string('[', 1000)}}{{new string(']', 1000)}}}""");

        Assert.That(AssertInvalid(() => PipelineDefinition.FromFile(file.Path)).Message, Does.Contain("is not valid JSON"));
    }

    private static PipelineInvalidException AssertInvalid(Func<PipelineDefinition> read)
    {
        var exception = Assert.Throws<PipelineInvalidException>(() => read())!;
        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidArgument));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Use));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.IsTransient, Is.False);
        });
        return exception;
    }
}
