using System.Text;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Definitions;

[TestFixture]
internal sealed class PipelineFileTests
{
    private const string Document = """{"components":[{"id":"a"}],"project_id":"p"}""";

    [TestCase("flow.pipe", "flow")]
    [TestCase("flow.pipe.json", "flow")]
    [TestCase("flow.json", "flow.json")]
    [TestCase("flow.v2.pipe", "flow.v2")]
    [TestCase("FLOW.PIPE.JSON", "FLOW")]
    [TestCase(".pipe", ".pipe")]
    [TestCase("flow", "flow")]
    public void A_pipeline_is_named_after_its_file(string file, string name)
    {
        using var temporary = TemporaryFile.Create(file, Document);

        var pipeline = PipelineDefinition.FromFile(temporary.Path);

        Assert.That((pipeline.Name, pipeline.ProjectId), Is.EqualTo((name, "p")));
        Assert.That(pipeline.ToString(), Is.EqualTo(Document));
    }

    [Test]
    public void A_byte_order_mark_is_passed_over()
    {
        using var file = TemporaryFile.Create("flow.pipe", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Document)]);

        Assert.That(PipelineDefinition.FromFile(file.Path).ToString(), Is.EqualTo(Document));
    }

    [Test]
    public void A_file_written_by_hand_may_have_comments_and_trailing_commas()
    {
        using var file = TemporaryFile.Create("flow.pipe", "// mine\n{ \"components\": [ { \"id\": \"a\" }, ], /* x */ }");

        Assert.That(PipelineDefinition.FromFile(file.Path).ToString(), Is.EqualTo("""{"components":[{"id":"a"}]}"""));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        using var file = TemporaryFile.Create("flow.pipe", Document);
        var path = Path.Combine(file.Folder, "other.pipe");

        AssertRefused(path, $"There is no pipeline file '{path}'", typeof(FileNotFoundException));
    }

    [Test]
    public void A_missing_folder_too()
    {
        using var file = TemporaryFile.Create("flow.pipe", Document);

        AssertRefused(Path.Combine(file.Folder, "none", "flow.pipe"), "There is no pipeline file", typeof(DirectoryNotFoundException));
    }

    [Test]
    public void A_folder_is_no_file()
    {
        using var file = TemporaryFile.Create("flow.pipe", Document);

        AssertRefused(file.Folder, "cannot be read", typeof(UnauthorizedAccessException));
    }

    [Test]
    public void A_file_that_is_not_JSON_is_named_with_the_place()
    {
        using var file = TemporaryFile.Create("flow.pipe", "{\n  \"components\": [\n    {]\n}");

        var exception = Assert.Throws<PipelineInvalidException>(() => PipelineDefinition.FromFile(file.Path));

        Assert.That(exception.Message, Does.Contain($"'{file.Path}'").And.Contain("line 3, byte 6"));
    }

    [Test]
    public void An_empty_file_is_not_JSON()
    {
        using var file = TemporaryFile.Create("flow.pipe", "");

        Assert.That(Assert.Throws<PipelineInvalidException>(() => PipelineDefinition.FromFile(file.Path)).Message, Does.Contain("not valid JSON"));
    }

    [Test]
    public void A_file_without_components_is_named()
    {
        using var file = TemporaryFile.Create("flow.pipe", "{}");

        Assert.That(Assert.Throws<PipelineInvalidException>(() => PipelineDefinition.FromFile(file.Path)).Message, Does.Contain(file.Path));
    }

    [Test]
    public void What_is_wrong_in_a_file_is_not_repeated_because_it_may_be_a_key()
    {
        using var file = TemporaryFile.Create("flow.pipe", """{"components":[{"config":{"apikey": secret-without-quotes}}]}""");

        var exception = Assert.Throws<PipelineInvalidException>(() => PipelineDefinition.FromFile(file.Path));

        Assert.That(exception.ToString(), Does.Contain("line 1, byte").And.Not.Contain("without-quotes"));
    }

    [Test]
    public void A_huge_file_is_not_read()
    {
        using var file = TemporaryFile.Create("flow.pipe", "");
        using (var stream = File.OpenWrite(file.Path))
            stream.SetLength((64 * 1024 * 1024) + 1);

        AssertRefused(file.Path, "at most", null);
    }

    [Test]
    public void No_path_is_misuse() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentException>(() => PipelineDefinition.FromFile(""));
        Assert.Throws<ArgumentNullException>(() => PipelineDefinition.FromFile(null!));
    });

    private static void AssertRefused(string path, string text, Type? cause)
    {
        var exception = Assert.Throws<PipelineInvalidException>(() => PipelineDefinition.FromFile(path));

        Assert.That(exception.Message, Does.Contain(text));
        Assert.That(exception.InnerException?.GetType(), Is.EqualTo(cause));
        Assert.That((exception.Kind, exception.Operation), Is.EqualTo((RunControlErrorKind.InvalidArgument, RunOperation.Use)));
    }
}
