namespace SupportBot.Core.Knowledge;

/// <summary>Whose rules make the anchor of a heading.</summary>
public enum AnchorStyle
{
    /// <summary>GitHub, Docusaurus, Hugo, Mintlify, GitBook and mdBook: <c>github-slugger</c>.</summary>
    GitHub,

    /// <summary>MkDocs: <c>markdown.extensions.toc</c> of Python-Markdown, which keeps ASCII only.</summary>
    PythonMarkdown,

    /// <summary>MkDocs with <c>pymdownx.slugs</c>, which keeps all letters.</summary>
    PyMdown,

    /// <summary>Sphinx: <c>docutils.nodes.make_id</c>.</summary>
    Docutils,

    /// <summary>VitePress and VuePress: <c>@mdit-vue/shared</c>.</summary>
    VitePress,

    /// <summary>Asciidoctor and Antora.</summary>
    Asciidoctor,
}
